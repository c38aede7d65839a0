/** The dialogs of the page; loaded when the first one is opened. */
import { closeDialog } from '../actions/view.ts'
import { TableDialog } from '../editor/TableDialog.tsx'
import { Gallery } from '../gallery/Gallery.tsx'
import { usePage, usePageState } from '../page/page.ts'
import { Rules } from '../rules/Rules.tsx'
import { SensitivityDialog } from '../sweep/Sensitivity.tsx'
import { Sweep } from '../sweep/Sweep.tsx'
import { Trust } from '../trust/Trust.tsx'
import { AlgorithmPage } from './AlgorithmPage.tsx'
import { Certainty } from './Certainty.tsx'
import { Documents } from './Documents.tsx'
import { Help } from './Help.tsx'
import { LogFormat } from './LogFormat.tsx'
import { RenameLane, RenameScenario } from './Rename.tsx'
import { SaveAttempts } from './SaveAttempts.tsx'
import { Share } from './Share.tsx'

export function Dialogs() {
  const page = usePage()
  const dialog = usePageState((state) => state.dialog)
  const close = (): void => closeDialog(page)
  if (dialog === 'gallery') return <Gallery onClose={close} />
  if (dialog === 'algorithm') return <AlgorithmPage onClose={close} />
  if (dialog === 'help') return <Help onClose={close} />
  if (dialog === 'trust') return <Trust onClose={close} />
  if (dialog === 'sweep') return <Sweep onClose={close} />
  if (dialog === 'sensitivity') return <SensitivityDialog onClose={close} />
  if (dialog === 'certainty') return <Certainty onClose={close} />
  if (dialog === 'attempts') return <SaveAttempts onClose={close} />
  if (dialog === 'share') return <Share onClose={close} />
  if (dialog === 'rename') return <RenameLane onClose={close} />
  if (dialog === 'title') return <RenameScenario onClose={close} />
  if (dialog === 'table') return <TableDialog onClose={close} />
  if (dialog === 'log-format') return <LogFormat onClose={close} />
  if (dialog === 'documents') return <Documents onClose={close} />
  if (dialog === 'rules') return <Rules onClose={close} />
  return null
}
