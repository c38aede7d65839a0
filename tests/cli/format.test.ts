/** Columns of figures stand to the right; a figure among texts stands where the texts do. */
import { expect, test } from 'vitest'
import { table } from '../../src/cli/format.ts'

test('a column stands to the right if most of its cells are figures', () => {
  const rows = [
    ['value', 'p99'],
    ['1', '1,020 ms'],
    ['10', 'unknown'],
    ['100', '9 ms'],
  ]
  expect(table(rows)).toBe(
    ['value  p99', '    1  1,020 ms', '   10  unknown', '  100      9 ms'].join('\n'),
  )
  const words = [
    ['failures', '0 %'],
    ['requests', '1,000   goodput 10/s'],
    ['ended', 'on-time 1,000'],
  ]
  expect(table(words)).toBe(
    ['failures  0 %', 'requests  1,000   goodput 10/s', 'ended     on-time 1,000'].join('\n'),
  )
})
