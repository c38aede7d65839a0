import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseStamp } from '../../src/interop/parts/stamps.ts'

describe('a time stamp', () => {
  const at = (text: string): number | undefined => parseStamp(text)?.atMs

  it.each([
    ['10/Oct/2000:13:55:36 -0700', Date.UTC(2000, 9, 10, 20, 55, 36)],
    ['01/Jan/1970:00:00:00 +0000', 0],
    ['29/Feb/2024:23:30:00 +0530', Date.UTC(2024, 1, 29, 18)],
    ['29/feb/2024:23:30:00 +05:30', Date.UTC(2024, 1, 29, 18)],
    ['29/FEB/2024:23:30:00.250 +0000', Date.UTC(2024, 1, 29, 23, 30, 0, 250)],
    ['06/Feb/2009:12:14:14.655', Date.UTC(2009, 1, 6, 12, 14, 14, 655)],
    ['06/Feb/2009:12:14:14', Date.UTC(2009, 1, 6, 12, 14, 14)],
    ['2018-07-02T22:23:00.186641Z', Date.UTC(2018, 6, 2, 22, 23) + 186.641],
    ['2018-07-02T22:23:00Z', Date.UTC(2018, 6, 2, 22, 23)],
    ['2018-07-02T22:23:00+02:00', Date.UTC(2018, 6, 2, 20, 23)],
    ['2018-07-02 22:23:00,5', Date.UTC(2018, 6, 2, 22, 23, 0, 500)],
    ['1714903200', 1_714_903_200_000],
    ['1714903200.125', 1_714_903_200_125],
    ['1714903200125', 1_714_903_200_125],
    ['1714903200125001', 1_714_903_200_125.001],
  ])('%s is read', (text, ms) => {
    expect(at(text)).toBe(ms)
  })

  it('agrees with the calendar on every day', () => {
    const date = fc.date({
      min: new Date(Date.UTC(1000, 0, 1)),
      max: new Date(Date.UTC(9999, 11, 31)),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(date, (day) => {
        const text = `${day.toISOString().slice(0, 19)}Z`
        expect(at(text)).toBe(Date.parse(text))
      }),
      { seed: 1 },
    )
  })

  it.each([
    '30/Feb/2024:00:00:00 +0000',
    '29/Feb/2100:00:00:00 +0000',
    '01/Foo/2024:00:00:00 +0000',
    '01/ebm/2024:00:00:00 +0000',
    '01/Jan/2024:24:00:00 +0000',
    '1/Jan/2024:00:00:00 +0000',
    '12345678',
    'yesterday',
  ])('%s is none', (text) => {
    expect(parseStamp(text)).toBeNull()
  })
})
