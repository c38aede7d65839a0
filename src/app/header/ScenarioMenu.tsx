/** What is open, and what else can be: the scenarios that come with Ballast, a file, an access log. */
import { useEffect, useState } from 'react'
import { type Preset, TOPICS } from '../../scenario/presets/preset.ts'
import { openFiles, openPreset } from '../actions/open.ts'
import { openDialog } from '../actions/view.ts'
import { chooseFiles } from '../documents/chooseFile.ts'
import { loadPart } from '../page/loadPart.ts'
import { type Page, usePage, usePageState } from '../page/page.ts'
import { ChevronDown } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/overlayProps.ts'
import css from './ScenarioMenu.module.css'

const { trigger, chevron, titleText } = css

/** The scenarios are checked when they are loaded, which takes a moment that the first picture should have. */
const importPresets = async (): Promise<readonly Preset[]> =>
  (await import('../../scenario/presets/index.ts')).presets

export function ScenarioMenu() {
  const page = usePage()
  const title = usePageState((state) => state.scenario.title)
  const [isOpen, setOpen] = useState(false)
  const [presets, setPresets] = useState<readonly Preset[]>([])
  useEffect(() => {
    if (!isOpen) return
    void loadPart(page.store, 'The scenarios that come with Ballast', importPresets).then(
      (all) => all !== null && setPresets(all),
    )
  }, [isOpen, page])
  return (
    <Menu
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={trigger}
          aria-label={`Scenario: ${title}`}
          data-tip={title}
        >
          <span className={titleText}>{title}</span>
          <span className={chevron}>
            <ChevronDown />
          </span>
        </button>
      }
      entries={entriesOf(page, presets, title)}
    />
  )
}

const entriesOf = (page: Page, presets: readonly Preset[], title: string): readonly MenuEntry[] => [
  {
    kind: 'group',
    key: 'scenarios',
    label: TOPICS.start,
    entries: presets
      .filter(({ topic }) => topic === 'start')
      .map((preset) => ({
        kind: 'item' as const,
        key: preset.id,
        label: preset.scenario.title,
        text: preset.summary,
        onChoose: () => openPreset(page, preset),
      })),
  },
  {
    kind: 'item',
    key: 'gallery',
    label: 'All scenarios…',
    text: 'Every one that comes with Ballast, by what it is about, with a picture of its run.',
    onChoose: () => openDialog(page, 'gallery'),
  },
  { kind: 'divider', key: 'divider' },
  {
    kind: 'item',
    key: 'title',
    label: 'Rename this scenario…',
    text: title,
    onChoose: () => openDialog(page, 'title'),
  },
  {
    kind: 'item',
    key: 'own',
    label: 'Your scenarios…',
    text: 'What you have changed or opened from a file, kept in this browser.',
    onChoose: () => openDialog(page, 'documents'),
  },
  {
    kind: 'item',
    key: 'file',
    label: 'Open a file or access logs…',
    text: 'A scenario file, or access logs to replay. They stay on this computer.',
    onChoose: () => chooseFiles((files) => void openFiles(page, { files, folders: [] })),
  },
]
