/**
 * How an algorithm spreads keys: its ring or its table, whose each part is, where a key lies, and what moves when a
 * target leaves. Ink is who has the key, blue who leaves, greys are the others; the table below has the figures.
 */
import { useEffect, useState } from 'react'
import type { Spread, SpreadQuestion } from '../../model/spread.ts'
import { formatPercent } from '../../view/format.ts'
import { usePage } from '../page/page.ts'
import type { LaneId } from '../page/state.ts'
import { RingPicture } from './RingPicture.tsx'
import { SlotsPicture } from './SlotsPicture.tsx'
import css from './SpreadPicture.module.css'

const { figure, finding, note, targets: targetTable, pick } = css

export type Spreading = Omit<SpreadQuestion, 'without'>

interface SpreadPictureProps {
  readonly lane: LaneId
  readonly spreading: Spreading
  /** The place of a key, and what it is called. */
  readonly keyPlace: number | null
}

export function SpreadPicture({ lane, spreading, keyPlace }: SpreadPictureProps) {
  const [pinned, setPinned] = useState<number | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const without = pointed ?? pinned
  const spread = useSpread(lane, spreading, without)
  if (spread === null) return null
  const owner =
    keyPlace === null
      ? null
      : (spread.stretches.find(({ from, to }) => from <= keyPlace && keyPlace < to)?.owner ?? null)
  const painted = { spread, keyPlace, owner, without }
  return (
    <div className={figure} data-testid="spread">
      {spread.shape === 'ring' ? <RingPicture {...painted} /> : <SlotsPicture {...painted} />}
      <p className={finding}>{findingWords(spread, spreading, without)}</p>
      <table className={targetTable}>
        <caption className="visually-hidden">
          Share of all keys by target, and who takes over when one leaves
        </caption>
        <thead>
          <tr>
            <th scope="col">If it left</th>
            <th scope="col">Keys</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {spreading.targets.map(({ id, isUsable }, at) => (
            <tr
              key={id}
              data-mark={at === without ? 'leaves' : at === owner ? 'owner' : undefined}
              onPointerEnter={() => isUsable && setPointed(at)}
              onPointerLeave={() => setPointed(null)}
            >
              <th scope="row">
                <button
                  type="button"
                  className={pick}
                  aria-pressed={pinned === at}
                  disabled={!isUsable}
                  onFocus={() => setPointed(at)}
                  onBlur={() => setPointed(null)}
                  onClick={() => setPinned(pinned === at ? null : at)}
                >
                  {id}
                </button>
              </th>
              <td>{formatPercent(spread.shares[at] ?? 0)}</td>
              <td>{thenWords(spread, at, without)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={note}>By the targets and weights of this lane, when nobody is too busy.</p>
    </div>
  )
}

/** Asked again when somebody else is to leave; what was there stays until the answer comes. */
function useSpread(lane: LaneId, spreading: Spreading, without: number | null): Spread | null {
  const page = usePage()
  const [spread, setSpread] = useState<Spread | null>(null)
  const asked = JSON.stringify({ ...spreading, without })
  useEffect(() => {
    let isWanted = true
    void page.runner.ask(lane, 'spread', JSON.parse(asked) as SpreadQuestion).then((answer) => {
      if (isWanted) setSpread(answer)
    })
    return () => {
      isWanted = false
    }
  }, [page, lane, asked])
  return spread
}

const placesOf = (spread: Spread, isIt: (move: Spread['moves'][number]) => boolean): number =>
  spread.moves.reduce((sum, move) => sum + (isIt(move) ? move.to - move.from : 0), 0) /
  spread.places

function findingWords(spread: Spread, { targets }: Spreading, without: number | null): string {
  if (without === null) return 'Point at a target to see what moves when it leaves.'
  const all = placesOf(spread, () => true)
  const others = placesOf(spread, ({ before }) => before !== without)
  const rest = others === 0 ? 'all of them its own' : `${formatPercent(others)} without need`
  return `If ${targets[without]?.id} leaves, ${formatPercent(all)} of keys move, ${rest}.`
}

function thenWords(spread: Spread, at: number, without: number | null): string {
  if (without === null) return ''
  if (at === without) return 'gone'
  const gained = placesOf(spread, ({ owner }) => owner === at)
  const lost = placesOf(spread, ({ before }) => before === at)
  const net = gained - lost
  return net === 0 ? '–' : `${net > 0 ? '+' : '−'}${formatPercent(Math.abs(net))}`
}
