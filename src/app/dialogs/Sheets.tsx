/** On a narrow page panels come up from below. */

import { closeEditor, closeSheet, deselect } from '../actions/view.ts'
import { Editor } from '../editor/Editor.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { usePage, usePageState } from '../page/page.ts'
import { ScenarioPanel } from '../scenarioPanel/ScenarioPanel.tsx'
import { Modal } from '../ui/Modal.tsx'

export function Sheets() {
  const page = usePage()
  const sheet = usePageState((state) => state.sheet)
  const hasSelection = usePageState((state) => state.selection !== null)
  if (hasSelection) {
    return (
      <Modal form="sheet" title="Inspector" onClose={() => deselect(page)}>
        <Inspector />
      </Modal>
    )
  }
  if (sheet === 'editor') {
    return (
      <Modal form="sheet" title="Edit" onClose={() => closeEditor(page)}>
        <Editor />
      </Modal>
    )
  }
  if (sheet !== 'scenario') return null
  return (
    <Modal form="sheet" title="Scenario" onClose={() => closeSheet(page)}>
      <ScenarioPanel />
    </Modal>
  )
}
