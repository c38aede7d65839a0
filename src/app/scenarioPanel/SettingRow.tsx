/** One row of settings, whatever it is of, with the verbs of the page: in the panel, an inspector or a list. */
import { memo } from 'react'
import { endEdit, forgetProblem } from '../actions/edit.ts'
import { followInLane, setCount, setKnob, setMember } from '../actions/settings.ts'
import { openSweep, openTable } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { KnobControl } from './KnobControl.tsx'
import { MemberControl } from './MemberControl.tsx'
import { fieldOfRow, keyOfRow } from './rowKeys.ts'
import type { PanelRow } from './rowParts.ts'
import { TableControl } from './TableControl.tsx'

export const SettingRow = memo(function SettingRow({ row }: { readonly row: PanelRow }) {
  const page = usePage()
  const field = fieldOfRow(row)
  const problem = usePageState((state) => state.problems[field])
  const shared = {
    problem,
    onMended: () => forgetProblem(page, field),
    onEnd: () => endEdit(page),
    onSweep: () => openSweep(page, field),
  }
  switch (row.kind) {
    case 'knob':
      return (
        <KnobControl
          {...shared}
          row={row}
          onSet={(at, value) => setKnob(page, at, value)}
          onFollow={({ lane, places }) => followInLane(page, lane, places)}
        />
      )
    case 'count':
      return (
        <KnobControl
          {...shared}
          row={row.row}
          onSet={({ lane }, value) => void setCount(page, { ...row, lane }, Number(value))}
          onFollow={({ lane }) => setCount(page, { ...row, lane }, Number(row.row.lanes[0].value))}
        />
      )
    case 'member':
      return (
        <MemberControl
          row={row}
          onChange={(lane, id) => setMember(page, { ...row, lane }, id)}
          onFollow={(lane) => followInLane(page, lane, [row.place])}
          renderRow={(each) => <SettingRow key={keyOfRow(each)} row={each} />}
        />
      )
    case 'table':
      return <TableControl row={row} onEdit={() => openTable(page, row)} />
  }
})
