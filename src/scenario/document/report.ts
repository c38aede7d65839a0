/** How a check says what does not fit, and the sentence that many of them need. */
import { listed, show } from './problem.ts'

type Keys = readonly (string | number)[]

/** Takes where it is, and the sentence behind the path: `is "y"; it must be a target. Choose one.` */
export type Report = (keys: Keys, rest: string) => void

/** `x is "y"; it must be a target: a, b and c. Choose one of them.` when it is none. */
export function mustExist(
  name: string,
  { what, among }: { readonly what: string; readonly among: readonly string[] },
  keys: Keys,
  report: Report,
): void {
  if (among.includes(name)) return
  const choice =
    among.length === 0 ? 'there is none. Add it first.' : `${listed(among)}. Choose one.`
  report(keys, `is ${show(name)}; it must be ${what}: ${choice}`)
}
