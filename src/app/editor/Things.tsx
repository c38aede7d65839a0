/** A collection of the scenario: its things by name, each with its fields; one more like the last, and one less. */
import type { ReactNode } from 'react'
import { isObject, own } from '../../scenario/document/json.ts'
import type { Collection } from '../../scenario/document/shape.ts'
import { addThing, deleteThing } from '../actions/things.ts'
import { usePage, usePageState } from '../page/page.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Plus, Trash } from '../ui/icons.tsx'
import css from './Editor.module.css'
import type { FieldProps } from './fieldProps.ts'

const { group, groupHead, groupTitle, thing, thingHead, thingName, columnsOf, problemLine, flat } =
  css

interface ThingsProps extends FieldProps {
  readonly collection: Collection
  /** The fields of one of them. */
  readonly renderFields: (of: FieldProps) => ReactNode
}

export function Things(props: ThingsProps) {
  const { collection, lanes, place, value } = props
  const page = usePage()
  const problem = usePageState((state) => state.problems[place.join('.')])
  if (!isObject(value)) return null
  const { lane } = lanes[0]
  const one = collection.of.meta.label.toLowerCase()
  const ids = Object.keys(value)
  return (
    <section className={group}>
      <div className={groupHead}>
        <h4 className={groupTitle}>{collection.meta.label}</h4>
        <WordButton onClick={() => addThing(page, { lane, place }, collection.of.meta.label)}>
          <Plus /> Add {one || 'one'}
        </WordButton>
      </div>
      {problem !== undefined && (
        <p className={problemLine} role="alert">
          {problem}
        </p>
      )}
      <div className={isFlat(collection) ? flat : undefined}>
        {ids.map((id) => (
          <Thing key={id} {...props} id={id} isOnly={ids.length === 1} />
        ))}
      </div>
    </section>
  )
}

/** Things that have a name and nothing else: zones. */
const isFlat = ({ of }: Collection): boolean => of.kind === 'struct' && of.fields.size === 0

interface ThingProps extends ThingsProps {
  readonly id: string
  readonly isOnly: boolean
}

function Thing({ collection, lanes, place, value, id, isOnly, renderFields }: ThingProps) {
  const page = usePage()
  const at = [...place, id]
  const problem = usePageState((state) => state.problems[at.join('.')])
  const inner = isObject(value) ? (own(value, id) ?? null) : null
  return (
    <div className={thing}>
      <div className={thingHead}>
        <h5 className={thingName}>{id}</h5>
        {!isOnly && (
          <IconButton
            label={`Remove ${id}`}
            onClick={() => deleteThing(page, { lane: lanes[0].lane, place: at })}
          >
            <Trash />
          </IconButton>
        )}
      </div>
      {problem !== undefined && (
        <p className={problemLine} role="alert">
          {problem}
        </p>
      )}
      <div className={columnsOf}>
        {renderFields({ lanes, place: at, shape: collection.of, value: inner })}
      </div>
    </div>
  )
}
