/**
 * The digests of large runs, written down. Another digest means that links now show something else than when they were
 * made: if that is meant, raise ENGINE_REVISION and write them anew with
 * `npx vitest run tests/golden/digests.test.ts -u`.
 */
import { expect, it } from 'vitest'
import { bundledSimulate } from '../support/bundled.ts'
import { goldenLanes, type NamedLane } from '../support/namedLanes.ts'
import { simulate } from '../support/simulate.ts'

const runs = goldenLanes()

it('stays as it was written down, and is the same under the test runner and bundled', async () => {
  const bundled = await bundledSimulate()
  let revision = 0
  const digests = runs.map(([name, lane]) => {
    const { digest, engineRevision, counts } = bundled.simulate(lane).meta
    revision = engineRevision
    return `${digest} ${name}: ${counts.requests} requests\n`
  })
  const [name, lane] = runs[runs.length - 1] as NamedLane
  expect(digests.at(-1)).toContain(`${simulate(lane).meta.digest} ${name}`)
  const text = `ENGINE_REVISION ${revision}\n${digests.join('')}`
  await expect(text).toMatchFileSnapshot('./digests.txt')
}, 600_000)
