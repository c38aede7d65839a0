/** The head of the page: what is open, its digest, and what one does with the whole of it. */
import { redoEdit, undoEdit } from '../actions/edit.ts'
import { cycleTheme } from '../actions/theme.ts'
import { openDialog, openSheet } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Lines, Logo, Question, Redo, ShareUp, Theme, Undo } from '../ui/icons.tsx'
import { Digest } from './Digest.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import css from './Header.module.css'
import { ScenarioMenu } from './ScenarioMenu.tsx'

const { header, brand, name, open, verbs, rule, wideOnly, narrowOnly } = css

const THEME_WORDS = { system: 'as the system', light: 'light', dark: 'dark' } as const

export function Header() {
  const page = usePage()
  const canUndo = usePageState((state) => state.past.length > 0)
  const canRedo = usePageState((state) => state.future.length > 0)
  const theme = usePageState((state) => state.theme)
  const share = (): void => openDialog(page, 'share')
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
        <span className={rule} />
        <span className={wideOnly}>
          <ExportMenu />
          <WordButton look="filled" onClick={share}>
            Share
          </WordButton>
          <span className={rule} />
          <IconButton label={`Theme: ${THEME_WORDS[theme]}`} onClick={() => cycleTheme(page)}>
            <Theme />
          </IconButton>
          <IconButton label="Help and keys" shortcut="?" onClick={() => openDialog(page, 'help')}>
            <Question />
          </IconButton>
        </span>
        <span className={narrowOnly}>
          <IconButton label="Share" onClick={share}>
            <ShareUp />
          </IconButton>
          <IconButton label="Scenario settings" onClick={() => openSheet(page, 'scenario')}>
            <Lines />
          </IconButton>
        </span>
      </div>
    </header>
  )
}
