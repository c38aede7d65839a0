/** The head of the page: what is open, its digest, and what one does with the whole of it. */
import { redoEdit, undoEdit } from '../actions/edit.ts'
import { cycleTheme } from '../actions/theme.ts'
import { deselect, openDialog, openEditor, openSheet } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Lines, Logo, More, Question, Redo, ShareUp, Theme, Undo } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useIsNarrow } from '../ui/useMedia.ts'
import { Digest } from './Digest.tsx'
import { ExportMenu, exportEntries } from './ExportMenu.tsx'
import css from './Header.module.css'
import { ScenarioMenu } from './ScenarioMenu.tsx'

const { header, brand, name, open, verbs, rule } = css

const THEME_WORDS = { system: 'as the system', light: 'light', dark: 'dark' } as const

export function Header({ hasPanel }: { readonly hasPanel: boolean }) {
  const isNarrow = useIsNarrow()
  const page = usePage()
  const canUndo = usePageState((state) => state.past.length > 0)
  const canRedo = usePageState((state) => state.future.length > 0)
  return (
    <header className={header}>
      <div className={brand}>
        <Logo />
        <h1 className={name}>Ballast</h1>
      </div>
      <div className={open}>
        <ScenarioMenu />
        <Digest />
      </div>
      <div className={verbs}>
        <IconButton
          label="Undo"
          shortcut="Ctrl+Z"
          onClick={() => undoEdit(page)}
          disabled={!canUndo}
        >
          <Undo />
        </IconButton>
        <IconButton
          label="Redo"
          shortcut="Ctrl+Shift+Z"
          onClick={() => redoEdit(page)}
          disabled={!canRedo}
        >
          <Redo />
        </IconButton>
        {isNarrow ? <NarrowVerbs /> : <WideVerbs hasPanel={hasPanel} />}
      </div>
    </header>
  )
}

function WideVerbs({ hasPanel }: { readonly hasPanel: boolean }) {
  const page = usePage()
  const theme = usePageState((state) => state.theme)
  return (
    <>
      <span className={rule} />
      {!hasPanel && (
        <IconButton
          label="Scenario settings, in place of the inspector"
          onClick={() => deselect(page)}
        >
          <Lines />
        </IconButton>
      )}
      <ExportMenu />
      <WordButton look="filled" onClick={() => openDialog(page, 'share')}>
        Share
      </WordButton>
      <span className={rule} />
      <IconButton label={`Theme: ${THEME_WORDS[theme]}`} onClick={() => cycleTheme(page)}>
        <Theme />
      </IconButton>
      <IconButton label="Help and keys" shortcut="?" onClick={() => openDialog(page, 'help')}>
        <Question />
      </IconButton>
    </>
  )
}

/** What a phone has room for; the rest is behind one button. */
function NarrowVerbs() {
  const page = usePage()
  const theme = usePageState((state) => state.theme)
  return (
    <>
      <IconButton label="Share" onClick={() => openDialog(page, 'share')}>
        <ShareUp />
      </IconButton>
      <IconButton label="Scenario settings" onClick={() => openSheet(page, 'scenario')}>
        <Lines />
      </IconButton>
      <Menu
        align="end"
        trigger={
          <IconButton label="More">
            <More />
          </IconButton>
        }
        entries={[
          {
            kind: 'item',
            key: 'edit',
            label: 'Edit everything…',
            onChoose: () => openEditor(page),
          },
          ...exportEntries(page),
          { kind: 'divider', key: 'divider' },
          {
            kind: 'item',
            key: 'theme',
            label: `Theme: ${THEME_WORDS[theme]}`,
            onChoose: () => cycleTheme(page),
          },
          { kind: 'item', key: 'help', label: 'Help', onChoose: () => openDialog(page, 'help') },
        ]}
      />
    </>
  )
}
