/** What is known to break a rule. These lists only get shorter: an entry that nothing needs any more is a failure. */
export const EXCEPTIONS = {
  /** The files of a circle, or the folders. */
  circles: [],
  /** Files that are too long. */
  lengths: [],
  /** Where what is taken out of an array is cast: a folder, with all in it. */
  casts: [],
  /** Folders that do not say what they are. */
  readmes: ['src/analysis', 'src/model', 'src/trace', 'src/view'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export interface Settled {
  /** Violations that no exception covers. */
  readonly broken: readonly string[]
  /** Exceptions that cover no violation. */
  readonly needless: readonly string[]
}

/** Holds violations against exceptions. One is covered when every file or folder that it names is in the same exception. */
export function settled(violations: readonly string[], exceptions: readonly string[]): Settled {
  const named = violations.map((text) => text.match(/\b(src|tests|tools)\/[\w./-]+/g) ?? [])
  const covers = (exception: string, paths: readonly string[]): boolean => {
    const all = exception.split(' ')
    const isNamed = (path: string): boolean =>
      all.some((name) => (name.endsWith('/') ? path.startsWith(name) : path === name))
    return paths.length > 0 && paths.every(isNamed)
  }
  return {
    broken: violations.filter((_, i) => !exceptions.some((one) => covers(one, named[i] ?? []))),
    needless: exceptions.filter((one) => !named.some((paths) => covers(one, paths))),
  }
}
