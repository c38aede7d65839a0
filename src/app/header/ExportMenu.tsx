/** The scenario and what came of it, as files. */
import { exportScenario, exportSeries } from '../actions/exports.ts'
import { openDialog } from '../actions/view.ts'
import { type Page, usePage } from '../page/page.ts'
import { WordButton } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/overlayProps.ts'

export function ExportMenu() {
  const page = usePage()
  return (
    <Menu align="end" trigger={<WordButton>Export</WordButton>} entries={exportEntries(page)} />
  )
}

export const exportEntries = (page: Page): readonly MenuEntry[] => [
  {
    kind: 'item',
    key: 'scenario',
    label: 'Scenario file',
    text: "JSON, for the command line or for somebody else's page.",
    onChoose: () => void exportScenario(page),
  },
  {
    kind: 'item',
    key: 'numbers',
    label: 'Numbers',
    text: 'CSV: what happened over time in every lane, with the digest.',
    onChoose: () => exportSeries(page),
  },
  {
    kind: 'item',
    key: 'attempts',
    label: 'Every attempt…',
    text: 'As CSV, as an access log, or as a Chrome trace.',
    onChoose: () => openDialog(page, 'attempts'),
  },
]
