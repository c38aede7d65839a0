/** An access log from the user's computer, read and made into a scenario; nothing leaves the page. */
import { readLog } from '../../interop/readLog.ts'
import { scenarioFromLog } from '../../interop/scenarioFromLog.ts'
import { readSentence } from '../../interop/summary.ts'
import type { Recording } from '../../model/recording.ts'
import type { Scenario } from '../../scenario/types.ts'

export type LogOutcome =
  | {
      readonly ok: true
      readonly recording: Recording
      readonly scenario: Scenario
      readonly text: string
    }
  | { readonly ok: false; readonly text: string }

export async function readLogFile(file: File): Promise<LogOutcome> {
  const result = await readLog([{ name: file.name, bytes: chunksOf(file) }], { title: file.name })
  if (!result.ok) return { ok: false, text: `${file.name} cannot be replayed. ${result.message}` }
  const { recording, report } = result
  const made = scenarioFromLog(recording, report)
  if (!made.ok)
    return {
      ok: false,
      text: `${file.name} cannot be replayed. ${made.problems[0]?.message ?? ''}`,
    }
  const text = [readSentence(report), ...report.warnings].join(' ')
  return { ok: true, recording, scenario: made.scenario, text }
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
