/** What a link or an edit leaves selected is there, whatever names it brings. */
import { describe, expect, test } from 'vitest'
import { readLink } from '../../src/app/documents/link.ts'
import type { Selection } from '../../src/app/page/state.ts'
import { commit, createPageStore } from '../../src/app/page/store.ts'
import { presentIn } from '../../src/app/selectors/present.ts'
import { encodeLink } from '../../src/scenario/link/link.ts'
import { DEFAULT_VIEW } from '../../src/scenario/link/linkView.ts'
import { scenarioOf } from '../support/scenarios.ts'

/** Names that every object answers to, and ones that nothing has. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'nobody', '']
const KINDS = ['resolver', 'client', 'node', 'target', 'fault'] as const

const scenario = scenarioOf()

describe('a selection', () => {
  test.each(KINDS.flatMap((kind) => NAMES.map((id) => ({ kind, id }))))(
    'of the $kind "$id", which is not there, is dropped and said',
    async (selection) => {
      const link = await encodeLink(scenario, { ...DEFAULT_VIEW, selected: selection })
      const outcome = await readLink(link)
      if (outcome.kind !== 'opened') throw new Error(outcome.text)
      expect(outcome.state.selection).toBeNull()
      expect(outcome.notice).toBe(
        `There is no ${selection.kind} “${selection.id}”; nothing is selected.`,
      )
    },
  )

  test.each([...NAMES, 'users', 'users/0', 'constructor/0/1#1', '__proto__/0/1#1'])(
    'of the request "%s", which cannot be, is dropped',
    (name) => {
      const selection: Selection = { kind: 'request', name, lane: null }
      expect(presentIn(scenario, { selection, shownLane: null }).selection).toBeNull()
    },
  )

  test.each(NAMES.filter((name) => name !== ''))('in the lane "%s" is dropped', (lane) => {
    const selection: Selection = { kind: 'request', name: 'users/0/1#1', lane }
    const { missing, ...lookedAt } = presentIn(scenario, { selection, shownLane: lane })
    expect(lookedAt).toEqual({ selection: null, shownLane: null })
    expect(missing[0]).toBe(`There is no lane “${lane}”; lane A is shown.`)
  })

  test('of what is there stays', () => {
    const target = Object.keys(Object.values(scenario.targetGroups)[0]?.targets ?? {})[0] ?? ''
    const [balancer, { zones }] = Object.entries(scenario.balancers)[0] ?? ['', { zones: [''] }]
    const there: readonly Selection[] = [
      { kind: 'target', id: target },
      { kind: 'client', id: 'users' },
      { kind: 'node', id: `${balancer}-${zones[0]}` },
      { kind: 'request', name: 'users/0/1#1', lane: null },
    ]
    for (const selection of there) {
      expect(presentIn(scenario, { selection, shownLane: null })).toEqual({
        selection,
        shownLane: null,
        missing: [],
      })
    }
  })
})

test('the dialog that renames a lane closes when the lane goes', () => {
  const store = createPageStore(scenarioOf({ 'lanes.other': { title: 'Other', patch: {} } }))
  store.setState({ shownLane: 'other', dialog: 'rename' })
  commit(store, scenarioOf())
  expect(store.getState()).toMatchObject({ shownLane: null, dialog: null })
})
