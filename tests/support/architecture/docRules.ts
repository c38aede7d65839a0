/** What documents promise: that the files and folders that they name are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
/** What names of files begin with, from the top of the repository. */
const TOPS = ['src/', 'tests/', 'tools/', 'docs/', 'public/', '.ci/']
const ENDINGS = /\.(ts|tsx|mjs|md|css|txt)$|\/$/

export interface Document {
  /** From the top of the repository, with slashes. */
  readonly path: string
  readonly text: string
}

/** Every document that is written for people: at the top, in docs, and the README of each folder of src. */
export function readDocuments(): readonly Document[] {
  const below = (folder: string): readonly string[] =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    )
  return [...readdirSync(ROOT), ...below('docs'), ...below('src')]
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({
      path: relative('.', path).split(sep).join('/'),
      text: readFileSync(join(ROOT, path), 'utf8'),
    }))
}

/** Folders directly under src that do not say what they are. */
export const foldersWithoutReadme = (): readonly string[] =>
  readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `src/${name}`)
    .filter((folder) => !existsSync(join(ROOT, folder, 'README.md')))

/**
 * Links, and files and folders named in code, that are not there. A path is one from the document, from src or from the
 * top; a mere name is of something in the document's folder or below, for documents outside src of something in src.
 */
export function brokenReferences({ path, text }: Document): readonly string[] {
  const home = dirname(path)
  const places = [home, 'src', '.'].map((place) => join(ROOT, place))
  const names = namesBelow(home.startsWith('src') ? home : 'src')
  return referencesIn(text)
    .filter((name) => !places.some((place) => existsSync(join(place, name))))
    .filter((name) => !names.has(name.replace(/\/$/, '')))
    .map((name) => `${path}: there is no ${name}`)
}

const namesBelow = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      basename(file),
    ),
  )

function referencesIn(text: string): readonly string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => (target as string).replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
  const blocks = [...text.matchAll(/^```[\s\S]*?^```|^ {4}.*$|`[^`\n]+`/gm)].map(([code]) => code)
  const words = blocks
    .flatMap((code) => code.split(/[\s`,;|()]+/))
    .map((word) => word.replace(/[.:]$/, ''))
  return [...new Set([...links, ...words.filter(isPath)])]
}

/** `src/base/draws.ts`, `numeric/`, `define.ts`; not `M/M/1`, `*.spec.ts` or `src/{a,b}`. */
const isPath = (word: string): boolean =>
  /^(\.{0,2}\/)?[\w.-]+(\/[\w.-]+)*\/?$/.test(word) &&
  // What begins with a dot is an ending, as in `.module.css`, unless it leads somewhere.
  !/^(\/|\.[^./]+\.)/.test(word) &&
  (ENDINGS.test(word) || TOPS.some((top) => word.startsWith(top)))
