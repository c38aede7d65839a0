/** What several commands let one choose: lanes, and changes to the scenario. */

import type { Json } from '../scenario/document/json.ts'
import { setAt } from '../scenario/edits/set.ts'
import { type LaneRef, laneIds } from '../scenario/lanes.ts'
import { LANE_LETTERS } from '../scenario/things/lanes.ts'
import type { Scenario } from '../scenario/types.ts'
import type { Line } from './command.ts'
import { WrongUse } from './failures.ts'
import { told } from './source.ts'

/** The lanes that `--lane` names, in the order of the scenario; all when it names none. */
export function chosenLanes(scenario: Scenario, line: Line): readonly LaneRef[] {
  const named = line.values('lane')
  const all = laneIds(scenario)
  for (const name of named) laneNamed(scenario, name)
  return named.length === 0 ? all : all.filter((lane) => named.some((name) => isNamed(lane, name)))
}

/** The lane of that letter or id. */
export function laneNamed(scenario: Scenario, name: string): LaneRef {
  const lanes = laneIds(scenario)
  const found = lanes.find((lane) => isNamed(lane, name))
  if (found !== undefined) return found
  const known = lanes.map(({ letter, id }) => (id === null ? letter : `${letter} (${id})`))
  throw new WrongUse(`--lane is ${name}; it must be ${known.join(', ')}. Choose one of them.`)
}

/** An id may look like a letter; then the letter wins, because it stands in the report. */
const isNamed = (lane: LaneRef, name: string): boolean =>
  lane.letter === name.toUpperCase() || (lane.id === name && !isLetter(name))

const isLetter = (name: string): boolean =>
  name.length === 1 && LANE_LETTERS.includes(name.toUpperCase())

/** The scenario with `--seed` and every `--set` applied, in the order in which they were given. */
export function edited(scenario: Scenario, line: Line): Scenario {
  const seed = line.value('seed')
  const changes = line.values('set').map(changeOf)
  const all = seed === undefined ? changes : [{ path: 'seed', value: seed }, ...changes]
  return all.reduce((before, { path, value }) => {
    const result = setAt(before, path, value)
    if (!result.ok) throw new WrongUse(told(result.problems))
    return result.scenario
  }, scenario)
}

/** `path=value`: the value is JSON; a bare word, which is no JSON, is a text. */
function changeOf(text: string): { readonly path: string; readonly value: Json } {
  const at = text.indexOf('=')
  if (at < 1) throw new WrongUse(`--set is ${text}; it must be PATH=VALUE. Correct it.`)
  const [path, value] = [text.slice(0, at), text.slice(at + 1)]
  try {
    return { path, value: JSON.parse(value) as Json }
  } catch {
    if (/^[A-Za-z/][\w/.*-]*$/.test(value)) return { path, value }
    throw new WrongUse(
      value === ''
        ? `--set ${path} has no value. Write --set ${path}=VALUE, in JSON; an empty text as "\\"\\"".`
        : `--set ${path} is ${value}, which is no JSON. Write texts as "\\"text\\"".`,
    )
  }
}
