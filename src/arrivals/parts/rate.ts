/** What every knob for a mean number of requests a second shares: its range and its slider. */
export const RATE = {
  label: 'Rate',
  unit: '/s',
  min: 0.01,
  max: 1_000_000,
  default: 100,
  isLog: true,
} as const
