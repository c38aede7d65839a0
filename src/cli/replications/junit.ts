/** Expectations as JUnit XML, which the servers of pipelines show: a test case each. */

export interface Case {
  readonly name: string
  readonly lane: string
  /** Why it is not met; null when it is. */
  readonly failure: string | null
}

export function junitXml(title: string, cases: readonly Case[]): string {
  const failures = cases.filter(({ failure }) => failure !== null).length
  const lines = cases.map(({ name, lane, failure }) => {
    const head = `<testcase classname="lane ${escaped(lane)}" name="${escaped(name)}"`
    if (failure === null) return `  ${head}/>`
    return `  ${head}><failure message="${escaped(failure)}"/></testcase>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(title)}" tests="${cases.length}" failures="${failures}">`,
    ...lines,
    '</testsuite>',
    '',
  ].join('\n')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** What XML cannot hold, in whatever way, becomes a question mark: all but what its section 2.2 lists. */
const UNFIT = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escaped = (text: string): string =>
  text.replace(UNFIT, '?').replace(/[&<>"]/g, (character) => ESCAPES[character] as string)
