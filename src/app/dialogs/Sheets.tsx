/** On a narrow page panels come up from below. */

import { Inspector } from '../inspector/Inspector.tsx'
import { usePage, usePageState } from '../page/page.ts'
import { ScenarioPanel } from '../scenarioPanel/ScenarioPanel.tsx'
import { Modal } from '../ui/Modal.tsx'

export function Sheets() {
  const { store } = usePage()
  const sheet = usePageState((state) => state.sheet)
  const hasSelection = usePageState((state) => state.selection !== null)
  if (hasSelection) {
    return (
      <Modal form="sheet" title="Inspector" onClose={() => store.setState({ selection: null })}>
        <Inspector />
      </Modal>
    )
  }
  if (sheet !== 'scenario') return null
  return (
    <Modal form="sheet" title="Scenario" onClose={() => store.setState({ sheet: null })}>
      <ScenarioPanel />
    </Modal>
  )
}
