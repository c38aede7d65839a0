/** How long health checks took, from rows that one can count by hand. */
import { describe, expect, test } from 'vitest'
import { faultStories, faultStoryWords } from '../../src/analysis/numbers/faultStory.ts'
import { laneOf } from '../support/scenarios.ts'
import { simulate } from '../support/simulate.ts'

/** Two targets that three nodes check every 100 ms, twice in a row. A check that is refused fails at once. */
const checked = (faults: unknown) =>
  laneOf({
    durationMs: 4000,
    'regions.home.zones': { a: {}, b: {}, c: {} },
    'balancers.web.zones': ['a', 'b', 'c'],
    'targetGroups.web.health': {
      isActive: true,
      intervalMs: 100,
      timeoutMs: 50,
      healthyAfter: 2,
      unhealthyAfter: 2,
    },
    'targetGroups.web.targets': { s0: { zone: 'a' }, s1: { zone: 'b' } },
    faults,
  })

const storiesOf = (faults: unknown) => {
  const lane = checked(faults)
  return faultStories(simulate(lane), lane)
}
const { names } = simulate(checked({})).meta
const zoneOf = (node: string): string => node.slice(-1)

describe('the story of a fault', () => {
  const crash = { dead: { kind: 'crash', target: 's0', atMs: 1000, forMs: 1000 } }

  test('says of every node when it noticed, and when it trusted the target again', () => {
    const [story] = storiesOf(crash)
    expect(story).toMatchObject({ id: 'dead', startUs: 1e6, endUs: 2e6, targets: ['s0'] })
    for (const list of [story?.noticed ?? [], story?.healthyAgain ?? []]) {
      expect(list.map(({ node }) => zoneOf(node)).sort()).toEqual(['a', 'b', 'c'])
      // The second check in a row comes 100 to 200 ms after the fault began, or ended.
      for (const { afterUs } of list) {
        expect(afterUs).toBeGreaterThanOrEqual(100_000)
        expect(afterUs).toBeLessThanOrEqual(200_000)
      }
      expect(list.map(({ afterUs }) => afterUs)).toEqual(
        list.map(({ afterUs }) => afterUs).sort((a, b) => a - b),
      )
    }
  })

  test('is told in one sentence', () => {
    const [story] = storiesOf(crash)
    expect(story && faultStoryWords(story, names)).toMatch(
      /^noticed by [abc] after 0\.[12] s, [abc] 0\.[12], [abc] 0\.[12]; healthy again for [abc] after 0\.[12] s, [abc] 0\.[12], [abc] 0\.[12]$/,
    )
  })

  test('says when it was over before anybody noticed', () => {
    const [story] = storiesOf({ dead: { ...crash.dead, forMs: 60 } })
    expect(story?.noticed).toEqual([])
    expect(story && faultStoryWords(story, names)).toBe('no health check noticed it')
  })

  test('of the same target twice are two, each with its own times', () => {
    const [first, second] = storiesOf({
      dead: crash.dead,
      again: { ...crash.dead, atMs: 2500 },
    })
    expect(first?.noticed.every(({ afterUs }) => afterUs <= 200_000)).toBe(true)
    expect(second?.noticed.every(({ afterUs }) => afterUs <= 200_000)).toBe(true)
    expect(second?.noticed).toHaveLength(3)
    expect(second?.healthyAgain).toHaveLength(3)
  })

  test('of a zone has all of its targets, and a surge has none', () => {
    const [dark, crowd] = storiesOf({
      dark: { kind: 'zone-outage', zone: 'a', atMs: 1000, forMs: 1000 },
      crowd: { kind: 'surge', population: 'users', perSecond: 20, atMs: 1000, forMs: 500 },
    })
    expect(dark?.targets).toEqual(['s0'])
    expect(dark?.noticed.length).toBeGreaterThanOrEqual(2)
    expect(crowd && faultStoryWords(crowd, names)).toBe('')
  })
})
