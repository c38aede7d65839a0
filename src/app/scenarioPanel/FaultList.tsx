/** The faults of the scenario as a list: choose one to edit it, add one at the playhead. */
import { memo } from 'react'
import { captionOf, type FaultSpec, faults, faultsOf, faultTone } from '../../faults/index.ts'
import { faultAtPlayhead } from '../actions/faults.ts'
import { select, setFaultMenuOpen } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { spanWords } from '../page/timeWords.ts'
import { IconButton } from '../ui/Button.tsx'
import { Plus } from '../ui/icons.tsx'
import { Menu } from '../ui/Menu.tsx'
import { FaultGlyph } from './FaultGlyph.tsx'
import css from './FaultList.module.css'

const { section, head, list, item, caption, span } = css

export function FaultList() {
  const page = usePage()
  const all = usePageState((state) => state.scenario.faults)
  const selected = usePageState(({ selection }) =>
    selection?.kind === 'fault' ? selection.id : null,
  )
  return (
    <section className={section} aria-labelledby="section-faults">
      <div className={head}>
        <h2 id="section-faults">Faults</h2>
        <AddFault />
      </div>
      <ul className={list}>
        {Object.entries(all).map(([id, fault]) => (
          <li key={id}>
            <button
              type="button"
              className={item}
              aria-pressed={selected === id}
              data-tip={captionOf(fault)}
              onClick={() => select(page, { kind: 'fault', id })}
            >
              <FaultGlyph tone={faultTone(fault)} />
              <span className={caption}>{captionOf(fault)}</span>
              <span className={span}>{spanWords(fault)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const ofHosts = faultsOf('hosts')
const hostlessFaults = faults.filter((fault) => !ofHosts.includes(fault))

const AddFault = memo(function AddFault() {
  const page = usePage()
  const isOpen = usePageState((state) => state.isFaultMenuOpen)
  const hasHosts = usePageState(({ scenario }) => Object.keys(scenario.hosts).length > 0)
  const add = (kind: FaultSpec['kind']): void => {
    const { selection } = page.store.getState()
    const isNamed = selection?.kind === 'target' || selection?.kind === 'host'
    const subject = isNamed ? selection.id : null
    const id = faultAtPlayhead(page, kind, subject)
    if (id !== null) select(page, { kind: 'fault', id })
  }
  return (
    <Menu
      align="end"
      isOpen={isOpen}
      onOpenChange={(next) => setFaultMenuOpen(page, next)}
      trigger={
        <IconButton label="Add a fault at the playhead" shortcut="F">
          <Plus />
        </IconButton>
      }
      entries={[
        {
          kind: 'group',
          key: 'faults',
          label: 'At the playhead, in every lane',
          entries: (hasHosts ? faults : hostlessFaults).map(({ id, label, summary }) => ({
            kind: 'item' as const,
            key: id,
            label,
            text: summary,
            onChoose: () => add(id),
          })),
        },
      ]}
    />
  )
})
