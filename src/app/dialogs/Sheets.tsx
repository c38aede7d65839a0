/** On a narrow page panels come up from below. */
import { ScenarioPanel } from '../controls/ScenarioPanel.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { usePage, usePageState } from '../page.ts'
import { Modal } from '../parts/Modal.tsx'

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
