import { expect, it } from 'vitest'
import { percentText } from '../../src/base/percentText.ts'

it.each([
  [0, '0'],
  [1, '100'],
  [0.05, '5'],
  [0.0086, '0.86'],
  [0.0142, '1.42'],
  [0.12, '12'],
  [0.8734, '87.3'],
  [1.304, '130'],
  // One failure in 72 417 is not none, and all but one are not all.
  [1 / 72_417, '0.0014'],
  [72_416 / 72_417, '99.9986'],
  [1e-9, '0.0000001'],
])('%d is "%s" percent', (ratio, text) => {
  expect(percentText(ratio)).toBe(text)
})
