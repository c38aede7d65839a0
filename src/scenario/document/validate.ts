/**
 * From anything to a scenario, or to sentences that say what is wrong. Never throws, never guesses:
 * what comes from a file, a link or the page is `unknown` until this has spoken.
 */
import * as v from 'valibot'
import { baseOf } from '../lanes.ts'
import type { LaneScenario, Scenario } from '../types.ts'
import { misfitsOf } from './checks.ts'
import type { Json } from './json.ts'
import { isObject, own } from './json.ts'
import { ID_ALLOWED } from './knobSchema.ts'
import { mergePatch } from './mergePatch.ts'
import { plainCopy } from './plainJson.ts'
import {
  formatPath,
  listed,
  type Problem,
  problemAt,
  type Result,
  refuse,
  show,
} from './problem.ts'
import { laneSchema, scenarioSchema } from './schema.ts'
import { laneShape, memberShape, type Shape, scenarioShape, shapeBelow } from './shape.ts'
import { upgrade } from './upgrades.ts'

/** What a patch leaves alone: lanes are runs of one experiment. */
const UNTOUCHED = ['format', 'seed', 'title', 'lanes']

/**
 * The scenario with every default filled in and its fields in order, or every problem that was
 * found.
 */
export function validateScenario(input: unknown): Result<{ readonly scenario: Scenario }> {
  const plain = plainCopy(input)
  if (!plain.ok) return plain
  const upgraded = upgrade(plain.value)
  if (!upgraded.ok) return upgraded
  const document = upgraded.document as Json
  const problems = parseProblems(scenarioSchema, scenarioShape, document)
  if (problems.length > 0) return refuse(problems)
  const scenario = v.parse(scenarioSchema, document) as Scenario
  const base = baseOf(scenario)
  const broken = misfitsOf(base)
  if (broken.length > 0) return refuse(broken)
  const ofLanes = Object.entries(scenario.lanes).flatMap(([id, lane]) =>
    laneProblems(base, id, lane.patch),
  )
  return ofLanes.length > 0 ? refuse(ofLanes) : { ok: true, scenario }
}

/** What is wrong with a lane: with the patch itself, or with the scenario that it gives. */
function laneProblems(base: LaneScenario, id: string, patch: Json): readonly Problem[] {
  const keys = ['lanes', id, 'patch']
  const touched = UNTOUCHED.filter((name) => isObject(patch) && Object.hasOwn(patch, name))
  if (touched.length > 0) {
    return touched.map((name) =>
      problemAt(
        formatPath([...keys, name]),
        'cannot be patched; it is the same in every lane. Remove it.',
      ),
    )
  }
  const merged = mergePatch(laneShape, base as unknown as Json, patch, keys)
  if (merged.problems.length > 0) return merged.problems
  const problems = parseProblems(laneSchema, laneShape, merged.value, keys)
  if (problems.length > 0) return problems
  const prefix = formatPath(keys)
  return misfitsOf(v.parse(laneSchema, merged.value) as LaneScenario).map((problem) => ({
    path: `${prefix}.${problem.path}`,
    message: `${prefix}.${problem.message}`,
  }))
}

/** What the schema finds. `keys` is where the value stands in the document. */
function parseProblems(
  schema: v.GenericSchema,
  shape: Shape,
  value: Json,
  keys: readonly string[] = [],
): readonly Problem[] {
  const lists = listProblems(shape, value, [...keys])
  if (lists.length > 0) return lists
  const parsed = v.safeParse(schema, value, { abortPipeEarly: true })
  return parsed.success ? [] : parsed.issues.map((issue) => fromIssue(issue, shape, value, keys))
}

/** Lists where objects belong: the schema library takes an empty one for an empty object. */
function listProblems(shape: Shape, value: Json | undefined, keys: string[]): readonly Problem[] {
  if (shape.kind === 'leaf' && shape.meta.label !== 'Patch') return []
  if (Array.isArray(value)) {
    return [problemAt(formatPath(keys), `is ${show(value)}; ${expected(shape)}`)]
  }
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const below = shapeBelow(shape, value, name)
    return below === undefined ? [] : listProblems(below, member, [...keys, name])
  })
}

function fromIssue(
  issue: v.BaseIssue<unknown>,
  root: Shape,
  value: Json,
  prefix: readonly string[],
): Problem {
  const steps = issue.path ?? []
  const keys = steps.map((step) => step.key as string | number)
  const path = formatPath([...prefix, ...keys])
  const last = steps.at(-1)
  const parent = lookUp(root, value, keys.slice(0, -1))
  const here = lookUp(root, value, keys)
  if (last?.origin === 'key') {
    if (parent.shape?.kind === 'keyed') {
      return problemAt(path, `has an unusable name; a name must be ${ID_ALLOWED}. Rename it.`)
    }
    if (issue.expected === 'never') return unknownField(path, parent)
    return problemAt(path, `is missing; ${expected(here.shape)}`)
  }
  if (issue.input === undefined && issue.kind === 'schema') {
    return problemAt(path, `is missing; ${issue.message}`)
  }
  if (issue.type === 'min_entries' || issue.type === 'max_entries') {
    return problemAt(path, `has ${Object.keys(issue.input as object).length}; ${issue.message}`)
  }
  if (issue.type === 'strict_tuple' && issue.expected === 'never') {
    const row = formatPath([...prefix, ...keys.slice(0, -1)])
    return problemAt(row, `is a list of more numbers; ${issue.message}`)
  }
  const isOwnWords =
    here.shape === undefined || here.shape.kind === 'leaf' || issue.kind !== 'schema'
  const rest = isOwnWords ? issue.message : expected(here.shape)
  return problemAt(path, `is ${show(issue.input)}; ${rest}`)
}

interface Place {
  readonly shape: Shape | undefined
  readonly value: Json | undefined
}

/** Follows keys down from the root, as far as the shape goes. */
function lookUp(root: Shape, value: Json, keys: readonly (string | number)[]): Place {
  let place: Place = { shape: root, value }
  for (const key of keys) {
    const name = String(key)
    place = {
      shape: place.shape === undefined ? undefined : shapeBelow(place.shape, place.value, name),
      value: isObject(place.value) ? own(place.value, name) : undefined,
    }
  }
  return place
}

function unknownField(path: string, parent: Place): Problem {
  const fields = fieldNames(parent)
  const has = fields.length === 0 ? 'nothing can be set here' : `there is ${listed(fields)}`
  return problemAt(path, `is unknown; ${has}. Correct its name or remove it.`)
}

function fieldNames({ shape, value }: Place): readonly string[] {
  if (shape?.kind === 'struct') return [...shape.fields.keys()]
  if (shape?.kind !== 'union' || !isObject(value)) return []
  return [...(memberShape(shape, value)?.fields.keys() ?? [])]
}

/** The end of a sentence about something missing, or of the wrong type. */
function expected(shape: Shape | undefined): string {
  if (shape === undefined) return 'it must be given. Add it.'
  if (shape.kind === 'struct') {
    return `it must be an object with ${listed([...shape.fields.keys()]) || 'nothing in it'}. Write it so.`
  }
  return `it must be ${shape.meta.allowed}. Write it so.`
}
