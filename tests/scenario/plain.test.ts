import { describe, expect, test } from 'vitest'
import { validateScenario } from '../../src/scenario/document/validate.ts'
import { documentWith, problemsOf, sentenceOf, smallDocument } from './small.ts'

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = { a: value }
  return value
}

describe('what is no JSON, or too much of it', () => {
  test.each<[string, unknown, string]>([
    [
      'a number',
      7,
      'The document is no object; it must be a scenario. Open a scenario file or a link.',
    ],
    ['nothing', undefined, 'The document is undefined; it must be a JSON value. Remove it.'],
    [
      'a list',
      [1],
      'The document is no object; it must be a scenario. Open a scenario file or a link.',
    ],
    [
      'a date',
      new Date(0),
      'The document is no plain object; it must be a JSON value. Write it as an object.',
    ],
    [
      'NaN',
      { title: Number.NaN },
      'title is NaN; it must be a number that JSON can hold. Write a finite one.',
    ],
    ['a function', { title: () => 1 }, 'title is function; it must be a JSON value. Remove it.'],
    [
      'a long text',
      { title: 'x'.repeat(5000) },
      'title is a text of 5000 characters; 4000 are allowed, and 4000000 in the whole document. Shorten it.',
    ],
    [
      'a huge list',
      // A list with a length and nothing in it: looking at each place would take minutes.
      { title: new Array(4_000_000_000) },
      'title has 4000000000 rows; a document has 200000 values at most. Shorten it.',
    ],
    [
      'endless values',
      { title: Array.from({ length: 500 }, () => new Array(500).fill(0)) },
      'title.399.98 is one value too many; a document has 200000 at most. Make it smaller.',
    ],
    [
      'a long name',
      { ['k'.repeat(200)]: 1 },
      `["${'k'.repeat(39)}…"] has a name of 200 characters; 100 are allowed. Shorten it.`,
    ],
  ])('%s is refused', (_, input, sentence) => {
    expect(problemsOf(input)[0]?.message).toBe(sentence)
  })

  test('deep nesting is refused before anything walks into it', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    expect(problemsOf(deep)[0]?.message).toContain('is nested too deep; a document has 24 levels')
    expect(problemsOf(nested(30))[0]?.path).toBe(Array(24).fill('a').join('.'))
  })

  test('a value that contains itself is refused', () => {
    const endless: Record<string, unknown> = smallDocument()
    endless['title'] = endless
    expect(problemsOf(endless)[0]?.message).toContain('is nested too deep')
  })
})

describe('a name that JavaScript gives a meaning', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '%s is refused wherever it stands',
    (name) => {
      const target = `{"${name}":{"zone":"a"}}`
      const text = JSON.stringify(smallDocument()).replace(
        '{"one":',
        `${target.slice(0, -1)},"one":`,
      )
      expect(problemsOf(JSON.parse(text))[0]?.message).toBe(
        `targetGroups.web.targets.${name} has a name that JavaScript reserves. Choose another name.`,
      )
    },
  )

  test('a lane cannot bring one in with its patch', () => {
    const patch: unknown = JSON.parse('{"targetGroups":{"__proto__":{"polluted":true}}}')
    expect(sentenceOf({ lanes: { x: { patch } } })).toBe(
      'lanes.x.patch.targetGroups.__proto__ has a name that JavaScript reserves. Choose another name.',
    )
    expect('polluted' in {}).toBe(false)
  })

  test('as a value it is looked up like any other', () => {
    expect(sentenceOf({ 'clients.users.place': 'constructor' })).toContain(
      'clients.users.place is "constructor"; it must be a place in network.fromClients',
    )
    expect(sentenceOf({ 'targetGroups.web.algorithm.id': 'toString' })).toContain('is "toString"')
  })
})

test('minus zero becomes zero, which is how JSON writes it', () => {
  const result = validateScenario(documentWith({ warmUpMs: -0 }))
  expect(result.ok && Object.is(result.scenario.warmUpMs, 0)).toBe(true)
})
