/** The program `ballast`, and what its other threads do. */
import { parentPort, workerData } from 'node:worker_threads'
import { ballast } from './ballast.ts'
import { EXIT, fileProblem, processIo } from './io.ts'
import { serveReplications } from './replications/thread.ts'

if (parentPort === null) {
  // A reader that has seen enough, such as `head`, closes the pipe: that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    process.stderr.write(`${fileProblem('Standard output', error, 'written')}\n`)
    process.exit(EXIT.failed)
  })
  // Whoever does not want to hear what went wrong is told by the exit code all the same.
  process.stderr.on('error', () => undefined)

  process.exitCode = await ballast(process.argv.slice(2), processIo(new URL(import.meta.url)))
} else {
  serveReplications(parentPort, workerData)
}
