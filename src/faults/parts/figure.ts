/** Figures in captions: three significant digits, no trailing zeros, the same in every locale. */
export const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toFixed(0) : String(Number(value.toPrecision(3)))

export const percent = (share: number): string => `${figure(share * 100)} %`
