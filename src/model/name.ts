/**
 * How requests and attempts are named, everywhere: `population/user/ordinal` and `population/user/ordinal#attempt`.
 */
export interface RequestName {
  readonly population: string
  readonly user: number
  readonly ordinal: number
}
export interface AttemptName extends RequestName {
  readonly attempt: number
}

export const formatRequest = (name: RequestName): string =>
  `${name.population}/${name.user}/${name.ordinal}`

export const formatAttempt = (name: AttemptName): string => `${formatRequest(name)}#${name.attempt}`

/** Reads either form; an attempt that is not named is the first. Null when it is neither. */
export function parseAttempt(text: string): AttemptName | null {
  const match = /^([A-Za-z][\w+.-]*)\/(\d{1,9})\/(\d{1,10})(?:#(\d{1,3}))?$/.exec(text)
  if (match === null) return null
  const [, population, user, ordinal, attempt] = match
  return {
    population: population as string,
    user: Number(user),
    ordinal: Number(ordinal),
    attempt: attempt === undefined ? 1 : Number(attempt),
  }
}
