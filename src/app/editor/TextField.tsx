/** Fields without a slider: a text, the name of another thing of the scenario, the zones of a balancer. */
import { useEffect, useId, useState } from 'react'
import type { Json } from '../../scenario/document/json.ts'
import { namesFor } from '../../scenario/names.ts'
import { setValue } from '../actions/things.ts'
import { usePage, usePageState } from '../page/page.ts'
import { Choice } from '../ui/Choice.tsx'
import css from './Editor.module.css'
import type { FieldProps } from './fieldProps.ts'

const { textRow, textLabel, textInput, problemLine, zoneChoice } = css

/** Leaving it or Enter sets it. What is refused stays, with the sentence. */
export function TextField({ lanes, place, shape, value }: FieldProps) {
  const page = usePage()
  const id = useId()
  const [draft, setDraft] = useState(String(value))
  const problem = usePageState((state) => state.problems[place.join('.')])
  useEffect(() => setDraft(String(value)), [value])
  // What all lanes share is set in the base.
  const lane = place.length === 1 ? null : lanes[0].lane
  const finish = (): void => {
    if (draft !== value) setValue(page, { lane, place }, draft)
  }
  return (
    <div className={textRow}>
      <label className={textLabel} htmlFor={id} data-tip={shape.meta.help}>
        {shape.meta.label}
      </label>
      <input
        id={id}
        className={textInput}
        value={draft}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish()
          if (event.key === 'Escape') setDraft(String(value))
        }}
      />
      {problem !== undefined && (
        <p className={problemLine} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

export function NameField(props: FieldProps & { readonly to: string }) {
  const page = usePage()
  const { lanes, place, shape, value, to } = props
  const names = namesFor(lanes[0].document, to)
  return (
    <div className={textRow}>
      <span className={textLabel} data-tip={shape.meta.help}>
        {shape.meta.label}
      </span>
      <Choice
        label={shape.meta.label}
        options={names.map((name) => ({ id: name, label: name }))}
        value={String(value)}
        onChange={(name) => setValue(page, { lane: lanes[0].lane, place }, name)}
      />
    </div>
  )
}

export function ZonesField({ lanes, place, shape, value }: FieldProps) {
  const page = usePage()
  const problem = usePageState((state) => state.problems[place.join('.')])
  const chosen = value as readonly Json[]
  const zones = namesFor(lanes[0].document, 'zones')
  return (
    <fieldset className={textRow}>
      <legend className={textLabel} data-tip={shape.meta.help}>
        {shape.meta.label}
      </legend>
      {zones.map((zone) => (
        <label key={zone} className={zoneChoice}>
          <input
            type="checkbox"
            checked={chosen.includes(zone)}
            onChange={(event) =>
              setValue(
                page,
                { lane: lanes[0].lane, place },
                zones.filter((each) =>
                  each === zone ? event.target.checked : chosen.includes(each),
                ),
              )
            }
          />
          {zone}
        </label>
      ))}
      {problem !== undefined && (
        <p className={problemLine} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
