/** How many targets a group has. */
import { count } from '../../base/knobs.ts'
import { usePageState } from '../page/page.ts'
import { KnobControl } from './KnobControl.tsx'
import type { KnobRow, TargetCountRow } from './rowParts.ts'

const COUNT = count({
  label: 'Number',
  help: 'How many targets there are, in every lane. New ones are like the last; surplus ones go from the end.',
  unit: 'targets',
  min: 1,
  max: 60,
  default: 6,
})

interface TargetCountProps {
  readonly row: TargetCountRow
  readonly onChange: (count: number) => void
  readonly onEnd: () => void
}

export function TargetCount({ row, onChange, onEnd }: TargetCountProps) {
  const place = ['targetGroups', row.group, 'targets']
  const problem = usePageState((state) => state.problems[place.join('.')])
  const setting: KnobRow = {
    kind: 'knob',
    label: COUNT.label,
    knob: COUNT,
    value: row.value,
    places: [place],
    lane: null,
    differs: [],
  }
  return (
    <KnobControl
      row={setting}
      problem={problem}
      onSet={(_, value) => onChange(Number(value))}
      onEnd={onEnd}
    />
  )
}
