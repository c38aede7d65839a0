/**
 * The rules of real load balancers that are in the model, read from the tests that hold them: a file of
 * `tests/semantics/` names its source in its first comment, and says a rule in each of its sentences.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { NOT_MODELLED } from '../../src/model/notModelled.ts'

const FOLDER = new URL('../semantics/', import.meta.url)

interface Rule {
  readonly sentence: string
  /** That it is of our own making, because no source says it. */
  readonly isModel: boolean
}

interface RuleFile {
  readonly name: string
  /** Its first comment: what it is about, and who says so. */
  readonly source: string
  readonly rules: readonly Rule[]
}

export function ruleFiles(): readonly RuleFile[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, FOLDER), 'utf8')
      return { name, source: firstComment(text), rules: rulesIn(text) }
    })
}

/** All of it as a document. */
export function conformanceText(): string {
  const files = ruleFiles().map(({ name, source, rules }) =>
    [
      `## ${name.replace('.test.ts', '')}`,
      '',
      `${source} Test: \`tests/semantics/${name}\`.`,
      '',
      '| rule | |',
      '|---|---|',
      ...rules.map(
        ({ sentence, isModel }) => `| ${sentence} | ${isModel ? '*model*' : 'tested'} |`,
      ),
    ].join('\n'),
  )
  const missing = NOT_MODELLED.map(([topic, what]) => `| ${topic} | ${what} |`)
  return [
    `# What is held against real load balancers\n\n${INTRODUCTION}`,
    ...files,
    `## What is not modelled\n\n| | |\n|---|---|\n${missing.join('\n')}`,
    '',
  ].join('\n\n')
}

const INTRODUCTION = `Made from the tests by \`npx vitest run tests/docs.test.ts -u\`: a sentence of a test is a rule, and the
comment at the head of its file names the source. *Model* marks what no source says, and what is of our own making.
\`docs/SEMANTICS.md\` has the sources in full, and the rules that are not in the model yet.`

function firstComment(text: string): string {
  const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(text) ?? []
  return comment.replace(/\n? \* ?/g, ' ').trim()
}

/** `a deregistered target: finishes what it has`; what a table of cases fills in stands as it is written. */
function rulesIn(text: string): readonly Rule[] {
  const sentences = text.matchAll(
    /^( *)(describe|it|test)(?:\.each(?:<[^(]*>)?\([\s\S]*?\))?\(\s*(['"`])((?:\\.|(?!\3).)*)\3/gm,
  )
  const rules: Rule[] = []
  let about = ''
  for (const [, indent = '', verb, , written = ''] of sentences) {
    const words = written.replace(/\\(.)/g, '$1').replaceAll('|', '\\|')
    if (verb === 'describe') about = words
    else {
      const sentence = indent === '' || about === '' ? words : `${about}: ${words}`
      rules.push({ sentence, isModel: /\bmodel\b/i.test(words) })
    }
  }
  return rules
}
