import { basename } from 'node:path'
import { type LogSource, readLog } from '../../interop/readLog.ts'
import { writeScenarioFile } from '../../interop/scenarioFile.ts'
import { scenarioFromLog, TITLE_MAX } from '../../interop/scenarioFromLog.ts'
import {
  detailSentences,
  exampleSentence,
  exampleSentences,
  readSentence,
} from '../../interop/summary.ts'
import type { Command, Line } from '../command.ts'
import { Failure, WrongUse } from '../failures.ts'
import { EXIT, type Io, streamBytes, whyUnreadable } from '../io.ts'
import { told } from '../source.ts'

export const importLog: Command = {
  name: 'import',
  usage: 'LOG...|-',
  summary: 'Makes a scenario that replays access logs, and prints it with the log inside.',
  details: `Reads the Common and Combined Log Format with whatever is before and after it, JSON lines of
NGINX, Caddy, Traefik and Envoy, and the logs of HAProxy, Envoy and Istio, AWS ALB, ELB and
CloudFront, and IIS; plain, as gzip or as zstd; several files are merged by time. Client addresses
become numbers and query strings are dropped. What was read, what was left out and why, and every
assumption with the path of its setting, is told on standard error.`,
  examples: [
    'import access.log > shop.json',
    'import access.log access.log.1 access.log.2.gz > week.json',
    'import access.log.gz --speed-up 60 | ballast run -',
    `import access.log --log-format '$remote_addr [$time_local] "$request" $status $request_time'`,
  ],
  words: { min: 1, max: 1000 },
  options: {
    title: { value: 'TITLE', help: 'What it is called; the name of the file if left out.' },
    'log-format': {
      value: 'FORMAT',
      help: 'The log_format of NGINX or the LogFormat of Apache, if it is one of your own.',
    },
    'speed-up': { value: 'FACTOR', help: 'How many times faster it is replayed.' },
    'base-ms': { value: 'MS', help: 'Work of every request whose time the log does not tell.' },
    'per-kilobyte-ms': { value: 'MS', help: 'Work for each 1,000 bytes of the answer on top.' },
  },
  async run(line, io) {
    const logs = line.words
    const options = {
      ...number(line, 'speed-up', 'speedUp'),
      ...number(line, 'base-ms', 'baseMs'),
      ...number(line, 'per-kilobyte-ms', 'perKilobyteMs'),
    }
    const sources = await openAll(logs, io)
    const logFormat = line.value('log-format')
    const read = await readLog(sources, {
      title: line.value('title') ?? titleOf(logs),
      ...(logFormat === undefined ? {} : { logFormat }),
    })
    const hasSeveral = logs.length > 1
    if (!read.ok) {
      const examples = read.examples.map(
        (each) => `\n  ${exampleSentence('unreadable', each, hasSeveral)}`,
      )
      throw new Failure(read.message + examples.join(''))
    }
    const { recording, report } = read
    if (recording.title.length > TITLE_MAX) {
      io.err(`The title has ${recording.title.length} characters and is cut to ${TITLE_MAX}.`)
    }
    const made = scenarioFromLog(recording, report, options)
    if (!made.ok) throw new Failure(told(made.problems))
    io.err(
      [
        readSentence(report),
        ...detailSentences(report),
        ...exampleSentences(report.leftOut, hasSeveral).map((sentence) => `  ${sentence}`),
        'Assumed, and where to change it:',
        ...made.assumptions.map(({ text, path }) => `  ${text} (${path})`),
      ].join('\n'),
    )
    io.out(
      writeScenarioFile({ scenario: made.scenario, recordings: { [recording.hash]: recording } }),
    )
    return EXIT.ok
  },
}

const titleOf = (logs: readonly string[]): string => {
  const [first = '-'] = logs
  const name = first === '-' ? 'Access log' : basename(first)
  return logs.length === 1 ? name : `${name} and ${logs.length - 1} more`
}

/** Each is looked at before the first is read, so that a wrong name is told at once. */
async function openAll(logs: readonly string[], io: Io): Promise<readonly LogSource[]> {
  const sources: LogSource[] = []
  for (const log of logs) {
    if (log === '-' && logs.length > 1) {
      throw new WrongUse('- is standard input, which cannot be one of several logs. Name files.')
    }
    const problem = await whyUnreadable(log)
    if (problem !== null) throw new Failure(problem)
    const name = log === '-' ? 'standard input' : basename(log)
    sources.push({ name, bytes: streamBytes(log, io) })
  }
  return sources
}

function number(line: Line, option: string, name: string): Readonly<Record<string, number>> {
  const text = line.value(option)
  if (text === undefined) return {}
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return { [name]: value }
  throw new WrongUse(`--${option} is ${text}; it must be a number of at least 0. Correct it.`)
}
