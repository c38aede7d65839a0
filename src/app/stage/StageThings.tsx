/**
 * The things on a stage as buttons over the canvas: they carry the names, the focus and the keys. Arrows walk
 * along the way of a request (resolver, client, node, target, host, what is behind) and among siblings; one of them is in the tab order.
 */
import { type KeyboardEvent, useRef, useState } from 'react'
import type { TraceIndex } from '../../analysis/scene/traceIndex.ts'
import type { StageLayout } from '../../view/layout.ts'
import { selectAndFocus } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import type { Selection } from '../page/state.ts'
import type { LaneView } from '../selectors/laneViews.ts'
import { useIsNarrow } from '../ui/useMedia.ts'
import { nextThing, type PlacedThing, placedThings } from './placedThings.ts'
import css from './StageThings.module.css'

const { thing } = css

interface StageThingsProps {
  readonly view: LaneView
  readonly layout: StageLayout
  readonly index: TraceIndex
}

/** What a finger can hit without care. */
const FINGER_PX = 44

const WORDS = {
  resolver: 'Resolver',
  client: 'Clients',
  node: 'Balancer node',
  target: 'Target',
  host: 'Host',
  dependency: 'Behind the targets,',
  'identity-provider': 'Where clients log in,',
} as const

export function StageThings({ view, layout, index }: StageThingsProps) {
  const page = usePage()
  const selection = usePageState((state) => state.selection)
  const isNarrow = useIsNarrow()
  const things = placedThings(layout, index.trace.meta.names, isNarrow ? FINGER_PX : 0)
  const [current, setCurrent] = useState<string | null>(null)
  const box = useRef<HTMLFieldSetElement>(null)
  const firstTarget = things.find(({ kind }) => kind === 'target') ?? things[0]
  const inTabOrder = things.find(({ key }) => key === current)?.key ?? firstTarget?.key
  const walk = (event: KeyboardEvent, from: PlacedThing): void => {
    const to = nextThing(things, from, event.key)
    if (to === null) return
    event.preventDefault()
    setCurrent(to.key)
    box.current?.querySelector<HTMLElement>(`[data-key="${to.key}"]`)?.focus()
  }
  return (
    <fieldset ref={box} aria-label={`Things in lane ${view.letter}; arrow keys walk among them`}>
      {things.map((each) => (
        <button
          key={each.key}
          type="button"
          className={thing}
          style={{ left: each.x, top: each.y, width: each.widthPx, height: each.heightPx }}
          tabIndex={each.key === inTabOrder ? 0 : -1}
          data-key={each.key}
          aria-label={`${WORDS[each.kind]} ${each.id}`}
          aria-pressed={isSelected(selection, each)}
          onKeyDown={(event) => walk(event, each)}
          onFocus={() => {
            setCurrent(each.key)
            if (box.current?.querySelector(':focus-visible')) page.hover.set(each)
          }}
          onBlur={() => page.hover.set(null)}
          onClick={(event) => {
            // A click with the pointer is looked at by `StagePointer`: a request may lie on top.
            if (event.detail > 0) return
            selectAndFocus(page, { kind: each.kind, id: each.id })
          }}
        />
      ))}
    </fieldset>
  )
}

const isSelected = (selection: Selection | null, thing: PlacedThing): boolean =>
  selection !== null &&
  selection.kind === thing.kind &&
  'id' in selection &&
  selection.id === thing.id
