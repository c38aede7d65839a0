/**
 * `npm run conformance`: asks the NGINX and HAProxy of this machine for their picks, writes them down in
 * tests/fixtures/conformance and holds Ballast against them. Debian has both: apt-get install nginx-light haproxy.
 */
import { ensureInstalled } from './build.mjs'
import { run, runTool } from './run.mjs'

await ensureInstalled()
for (const balancer of ['nginx', 'haproxy']) {
  const { code } = await run(balancer, ['-v'])
  if (code === 127) console.error(`${balancer} is not installed, and is left out.`)
}
const asked = ['live', 'failures'].map((name) => `tests/conformance/${name}.test.ts`)
const { code } = await runTool('vitest/vitest.mjs', ['run', ...asked], {
  output: 'show',
  env: { BALLAST_CONFORMANCE: '1' },
})
process.exitCode = code
