/** The scenario and what came of it, as files. */
import { exportScenario, exportSeries } from '../actions/exports.ts'
import { usePage } from '../page.ts'
import { WordButton } from '../parts/Button.tsx'
import { Menu, MenuItem } from '../parts/Menu.tsx'

export function ExportMenu() {
  const page = usePage()
  return (
    <Menu align="end" trigger={<WordButton>Export</WordButton>}>
      <MenuItem
        onChoose={() => exportScenario(page)}
        text="JSON, for the command line or for somebody else's page."
      >
        Scenario file
      </MenuItem>
      <MenuItem
        onChoose={() => exportSeries(page)}
        text="CSV: the reports of all lanes and what happened over time, with the digest."
      >
        Numbers
      </MenuItem>
    </Menu>
  )
}
