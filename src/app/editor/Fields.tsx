/** The fields of one thing, made from its schema: settings, texts, names of other things, collections. */
import { assert } from '../../base/assert.ts'
import { isObject, own } from '../../scenario/document/json.ts'
import { memberShape } from '../../scenario/document/shape.ts'
import type { FamilyName } from '../../scenario/families.ts'
import { keyOfRow } from '../scenarioPanel/rowKeys.ts'
import { familyRows, isPlain, type PanelRow, rowAt } from '../scenarioPanel/rowParts.ts'
import { SettingRow } from '../scenarioPanel/SettingRow.tsx'
import css from './Editor.module.css'
import type { FieldProps } from './fieldProps.ts'
import { Targets } from './Targets.tsx'
import { NameField, TextField, ZonesField } from './TextField.tsx'
import { Things } from './Things.tsx'

const { group, groupTitle, columnsOf } = css

interface FieldsProps extends FieldProps {
  /** Which of the fields; all where it is left out. */
  readonly only?: readonly string[]
}

export function Fields({ lanes, place, shape, value, only }: FieldsProps) {
  if (!isObject(value)) return null
  const struct = shape.kind === 'union' ? memberShape(shape, value) : shape
  if (struct?.kind !== 'struct') return null
  const names = [...struct.fields.keys()].filter((name) => only?.includes(name) ?? name !== 'kind')
  return names.map((name) => {
    const inner = own(value, name)
    const field = struct.fields.get(name)
    assert(field !== undefined, 'the names are those of the fields')
    if (inner === undefined) return null
    return (
      <Field key={name} lanes={lanes} place={[...place, name]} shape={field.shape} value={inner} />
    )
  })
}

function Field(props: FieldProps) {
  const { lanes, place, shape, value } = props
  const { meta } = shape
  if (shape.kind === 'leaf') {
    const row = rowOf(props)
    if (row !== null) return <SettingRow row={row} />
    if (meta.to !== undefined) return <NameField {...props} to={meta.to} />
    if (Array.isArray(value)) return <ZonesField {...props} />
    return <TextField {...props} />
  }
  if (shape.kind === 'keyed') {
    return place.at(-1) === 'targets' ? (
      <Targets {...props} />
    ) : (
      <Things {...props} collection={shape} renderFields={(of) => <Fields {...of} />} />
    )
  }
  if (shape.kind === 'union' && meta.family !== undefined && isWhole(props)) {
    const rows = familyRows(lanes, { label: meta.label, family: meta.family as FamilyName, place })
    return (
      <div>
        {rows.map((row) => (
          <SettingRow key={keyOfRow(row)} row={row} />
        ))}
      </div>
    )
  }
  return (
    <section className={group}>
      <h4 className={groupTitle}>{meta.label}</h4>
      <div className={columnsOf}>
        <Fields {...props} />
      </div>
    </section>
  )
}

/** Whether the knobs of its members are all that there is in it. */
const isWhole = ({ value }: FieldProps): boolean => isObject(value) && !('groups' in value)

function rowOf({ lanes, place, shape, value }: FieldProps): PanelRow | null {
  const { knob } = shape.meta
  if (knob === undefined) return null
  if (isPlain(knob)) return rowAt(lanes, knob, [place])
  if (knob.type !== 'table') return null
  const rows = value as readonly (readonly number[])[]
  return { kind: 'table', label: knob.label, knob, place, lane: lanes[0].lane, rows }
}
