/** The result of an import in sentences, the same for the command and the page. */
import type { Example, LeftOut } from './intake.ts'
import { UNREADABLE } from './intake.ts'
import type { LogReport } from './readLog.ts'
import { counted, grouped } from './words.ts'

/** What was read, in one line: `1,880 requests and 1 unreadable line (Common or Combined Log Format).` */
export function readSentence(report: LogReport): string {
  const { requests, leftOut, formats, sources } = report
  const unreadable = leftOut.find(({ why }) => why === UNREADABLE)?.count ?? 0
  const first = sources[0]?.name ?? 'the log'
  const where = sources.length === 1 ? `in ${first}` : `in ${counted(sources.length, 'file')}`
  const [main] = formats
  const format =
    formats.length === 1
      ? (main?.label ?? '')
      : formats.map((each) => `${each.label}: ${grouped(each.requests)}`).join('; ')
  const others = leftOut
    .filter(({ why }) => why !== UNREADABLE)
    .map(({ why, count }) => `, ${counted(count, 'line')} left out: ${why}`)
  return `${counted(requests, 'request')} and ${counted(unreadable, 'unreadable line')} ${where} (${format})${others.join('')}.`
}

/** What else is to be known of the lines. */
export function detailSentences(report: LogReport): readonly string[] {
  const { withoutProtocol, withoutSize, withSizeZero, withoutZone, warnings } = report
  return [
    `Of the requests, ${grouped(withoutProtocol)} have no protocol, ${grouped(withoutSize)} no size and ${grouped(withSizeZero)} the size 0.`,
    ...(withoutZone > 0
      ? [`${counted(withoutZone, 'request')} with a time of no zone: read as UTC.`]
      : []),
    ...warnings,
  ]
}

/** The first lines of each kind that was left out: `line 1881 is unreadable: it is ...: miriwo`. */
export const exampleSentences = (
  leftOut: readonly LeftOut[],
  hasSeveralFiles: boolean,
): readonly string[] =>
  leftOut.flatMap(({ why, count, examples }) => {
    const said = examples.map((example) => exampleSentence(why, example, hasSeveralFiles))
    const more = count - examples.length
    return more > 0 ? [...said, `and ${counted(more, 'further line')}: ${why}`] : said
  })

export function exampleSentence(why: string, example: Example, hasSeveralFiles: boolean): string {
  const { source, number, text, reason } = example
  const place = `${hasSeveralFiles ? `${source}, ` : ''}line ${number}`
  const what = why === UNREADABLE ? `is unreadable: ${reason}` : `is left out: ${reason}`
  return `${place} ${what}${text === '' ? '' : `: ${text}`}`
}
