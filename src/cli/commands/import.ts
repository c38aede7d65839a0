import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { type LogReport, readLog } from '../../interop/readLog.ts'
import { scenarioFromLog } from '../../interop/scenarioFromLog.ts'
import { type Command, Failure, type Line, WrongUse } from '../command.ts'
import { formatCount } from '../format.ts'
import { EXIT, fileProblem, streamBytes } from '../io.ts'
import { writeScenarioFile } from '../scenarioFile.ts'
import { told } from '../source.ts'

export const importLog: Command = {
  name: 'import',
  usage: 'LOG|-',
  summary: 'Makes a scenario that replays an access log, and prints it with the log inside.',
  details: `Reads Common and Combined Log Format and the access log of the AWS Application Load Balancer,
plain or as gzip. Client addresses become numbers and query strings are dropped. How many requests
were read, and which lines were not, is told on standard error.`,
  examples: ['import access.log > shop.json', 'import access.log.gz --speed-up 60 | ballast run -'],
  words: { min: 1, max: 1 },
  options: {
    title: { value: 'TITLE', help: 'What it is called; the name of the file if left out.' },
    'speed-up': { value: 'FACTOR', help: 'How many times faster it is replayed.' },
    'base-ms': { value: 'MS', help: 'Work of every request.' },
    'per-kilobyte-ms': { value: 'MS', help: 'Work for each 1,000 bytes of the answer on top.' },
  },
  async run(line, io) {
    const log = line.words[0] as string
    const options = {
      ...number(line, 'speed-up', 'speedUp'),
      ...number(line, 'base-ms', 'baseMs'),
      ...number(line, 'per-kilobyte-ms', 'perKilobyteMs'),
    }
    if (log !== '-' && !existsSync(log)) throw new Failure(fileProblem(log, { code: 'ENOENT' }))
    const title = line.value('title') ?? (log === '-' ? 'Access log' : basename(log))
    const read = await readLog(streamBytes(log, io), { title })
    if (!read.ok) throw new Failure(`${read.message}${examplesText(read.examples)}`)
    io.err(reportText(read.report))
    const made = scenarioFromLog(read.recording, options)
    if (!made.ok) throw new Failure(told(made.problems))
    const { recording } = read
    io.out(writeScenarioFile({ ...made, recordings: { [recording.hash]: recording } }))
    return EXIT.ok
  },
}

function number(line: Line, option: string, name: string): Readonly<Record<string, number>> {
  const text = line.value(option)
  if (text === undefined) return {}
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return { [name]: value }
  throw new WrongUse(`--${option} is ${text}; it must be a number of at least 0. Correct it.`)
}

function reportText(report: LogReport): string {
  const { requests, unreadable, format, withoutProtocol, withoutSize, withSizeZero } = report
  const lines = [
    `${formatCount(requests)} requests and ${formatCount(unreadable)} unreadable ${unreadable === 1 ? 'line' : 'lines'} (${format.label}).`,
    `Of the requests, ${formatCount(withoutProtocol)} have no protocol, ${formatCount(withoutSize)} no size and ${formatCount(withSizeZero)} the size 0.`,
    ...(report.stopped === null ? [] : [`Not all of it was read: ${report.stopped}.`]),
  ]
  return lines.join('\n') + examplesText(report.examples)
}

const examplesText = (examples: LogReport['examples']): string =>
  examples
    .map(({ number: at, text, reason }) => `\n  line ${at} is unreadable: ${reason}: ${text}`)
    .join('')
