/** The documents are true where a machine can tell: what they name is there, and the scenario that they show is one. */
import { describe, expect, test } from 'vitest'
import { TERMS } from '../src/model/glossary.ts'
import {
  brokenReferences,
  foldersWithoutReadme,
  readDocuments,
} from './support/architecture/docRules.ts'
import { conformanceText, ruleFiles } from './support/conformance.ts'
import { valid } from './support/scenarios.ts'

const documents = readDocuments()
const textOf = (path: string): string => documents.find((one) => one.path === path)?.text ?? ''

test('every folder directly under src says in a README what it is', () => {
  expect(foldersWithoutReadme()).toEqual([])
})

describe('files and folders that documents name', () => {
  test('are there', () => {
    expect(documents.length).toBeGreaterThan(8)
    expect(documents.flatMap(brokenReferences)).toEqual([])
  })

  test.each([
    'see [the map](src/MAP.md)',
    'see [the words](docs/NONE.md#node)',
    '`src/base/gone.ts` has it',
    '`base/gone.ts` has it',
    '`gone.ts`, beside it',
    'all of `engine/gone/`',
    'npm runs `npx vitest tests/gone`',
    '    gone/     a folder of the map',
    '```sh\nnode tools/gone.mjs\n```',
  ])('are found out when they are not: %s', (text) => {
    expect(brokenReferences({ path: 'src/README.md', text })).toHaveLength(1)
  })

  test.each([
    'see [the words](../docs/GLOSSARY.md#node) and [the law](https://example.org/gone.md)',
    '`README.md`, `base/draws.ts`, `src/base/draws.ts`, `../tools/run.mjs`, `engine/`',
    'load is 3/4 in `M/M/1`, `browsers/0/5000`, `*.spec.ts`, `.module.css`, `src/{base,gone}`; no gone.ts in prose',
  ])('may be named so: %s', (text) => {
    expect(brokenReferences({ path: 'src/README.md', text })).toEqual([])
  })
})

test('the scenario that docs/SCENARIO.md shows is valid', () => {
  const [, json] = /```json\n([\s\S]*?)```/.exec(textOf('docs/SCENARIO.md')) ?? []
  const scenario = valid(JSON.parse(json ?? ''))
  expect(Object.keys(scenario.lanes)).toEqual(['least'])
})

describe('docs/CONFORMANCE.md', () => {
  test('lists the rules that tests hold, and what is not modelled', async () => {
    await expect(conformanceText()).toMatchFileSnapshot('../docs/CONFORMANCE.md')
  })

  test.each(ruleFiles().map((file) => [file.name, file] as const))(
    '%s names a source, and a rule in each sentence',
    (_, { source, rules }) => {
      expect(source.length).toBeGreaterThan(60)
      expect(source).toMatch(/Sources?:|model|reported/)
      expect(rules.length).toBeGreaterThan(0)
    },
  )
})

test('the glossary is the list that tips and help show, in the order of the alphabet', () => {
  const rows = textOf('docs/GLOSSARY.md').matchAll(/^\| (?!word)([^-|][^|]*) \| ([^|]*) \|$/gm)
  expect([...rows].map(([, word, meaning]) => [word, meaning])).toEqual(TERMS)
  const words = TERMS.map(([word]) => word.toLowerCase())
  expect(words.length).toBeGreaterThan(40)
  expect(words).toEqual([...new Set(words)].sort())
})
