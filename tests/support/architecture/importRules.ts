/** Who may import whom: the table of layers, the closed doors of a family, the packages of a layer. */
import { families } from '../../../src/scenario/families.ts'
import { importsOf, type SourceText } from './sourceFiles.ts'

interface Layer {
  /** The other folders of src that it may import from. */
  readonly layers: readonly string[]
  /** The packages that it may import; a trailing `*` stands for any ending. */
  readonly packages?: readonly string[]
}

/** A family has the name of its folder. */
const FAMILIES = Object.keys(families)
const MODEL = ['base', 'model']
const SCENARIO = [...MODEL, ...FAMILIES]
const ENGINE = [...SCENARIO, 'scenario', 'trace']

/** What a layer does not list, it must not import. A folder of src that is not here fails. */
const LAYERS: Readonly<Record<string, Layer>> = {
  base: { layers: [] },
  model: { layers: ['base'] },
  distributions: { layers: MODEL },
  arrivals: { layers: [...MODEL, 'distributions'] },
  algorithms: { layers: MODEL },
  narrowings: { layers: MODEL },
  actions: { layers: MODEL },
  conditions: { layers: MODEL },
  policies: { layers: MODEL },
  scalingPolicies: { layers: MODEL },
  targets: { layers: [...MODEL, 'distributions'] },
  faults: { layers: MODEL },
  scenario: { layers: SCENARIO, packages: ['valibot', '@valibot/to-json-schema'] },
  trace: { layers: MODEL },
  engine: { layers: ENGINE, packages: ['seedrandom'] },
  analysis: { layers: [...MODEL, 'distributions', 'arrivals', 'faults', 'scenario', 'trace'] },
  interop: { layers: [...MODEL, 'scenario', 'trace'], packages: ['fflate', 'fzstd'] },
  view: { layers: [...MODEL, 'faults', 'scenario', 'trace', 'analysis'], packages: ['d3-*'] },
  lessons: { layers: [...MODEL, 'scenario', 'analysis'] },
  runtime: { layers: [...MODEL, 'faults', 'scenario', 'trace', 'analysis'] },
  app: {
    layers: [...ENGINE, 'analysis', 'interop', 'view', 'lessons', 'runtime'],
    packages: [
      'react',
      'react-dom',
      'react-dom/*',
      'react/*',
      '@fontsource-variable/inter/*',
      'idb',
      'zustand',
      'zustand/*',
      '@base-ui/*',
    ],
  },
  cli: {
    layers: [...ENGINE, 'engine', 'analysis', 'interop', 'lessons'],
    packages: ['node:*', '@valibot/to-json-schema'],
  },
}

/** Files that may import more than their folder. */
const EXCEPTIONS: Readonly<Record<string, Layer>> = {
  'src/runtime/worker.ts': { layers: ['engine'] },
  'src/index.ts': { layers: [...MODEL, 'scenario', 'engine', 'trace', 'analysis', 'interop'] },
}

/** Each import of a file of src that the table does not allow, as a sentence. */
export function importViolations(source: SourceText): readonly string[] {
  const from = layerOf(source.path)
  const layer = from === null ? { layers: [] } : LAYERS[from]
  if (layer === undefined) return [`${source.path}: folder ${from} is not in the table of layers`]
  const exception = EXCEPTIONS[source.path]
  const layers = [...layer.layers, ...(exception?.layers ?? [])]
  return importsOf(source).flatMap(({ specifier, path, line }) => {
    const where = `${source.path}:${line}: `
    if (path === null) {
      const isAllowed = (layer.packages ?? []).some((name) => isNamed(specifier, name))
      return isAllowed ? [] : [`${where}${from} must not import the package ${specifier}`]
    }
    const to = path.startsWith('src/') ? layerOf(path) : null
    if (to === null) return [`${where}${specifier} is in no layer`]
    if (to !== from && !layers.includes(to))
      return [`${where}${from ?? 'src'} must not import ${to}`]
    return isClosed(source.path, path) ? [`${where}${memberRule(to)}`] : []
  })
}

/** `src/base/draws.ts` is of layer `base`; a file of src itself is of none. */
const layerOf = (path: string): string | null => /^src\/([^/]+)\//.exec(path)?.[1] ?? null

const isNamed = (specifier: string, name: string): boolean =>
  name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : specifier === name

const memberRule = (family: string): string =>
  `a member of ${family} is imported by ${family}/index.ts alone; use index.ts, define.ts or parts/`

/**
 * Whether `to` is a closed door of a family: a member, which the family's list alone imports, or
 * the list itself for those within, who would see their siblings through it.
 */
function isClosed(from: string, to: string): boolean {
  const family = layerOf(to)
  if (family === null || !FAMILIES.includes(family)) return false
  const list = `src/${family}/index.ts`
  if (to === list) return layerOf(from) === family
  const isOpen = to === `src/${family}/define.ts` || to.startsWith(`src/${family}/parts/`)
  return !isOpen && from !== list
}

/** The one file through which tests simulate; it checks every trace that it hands out. */
const CHECKED_SIMULATE = 'tests/support/simulate.ts'

/** Each way a test takes the engine's `simulate` past the file that checks the trace. */
export function simulateViolations(source: SourceText): readonly string[] {
  if (source.path === CHECKED_SIMULATE) return []
  return importsOf(source)
    .filter(({ path, names }) => {
      if (!path?.startsWith('src/')) return false
      const hasEngine = path.startsWith('src/engine/') || path === 'src/index.ts'
      return names.includes('simulate') || (hasEngine && names.includes('*'))
    })
    .map(
      ({ line, specifier }) =>
        `${source.path}:${line}: import simulate from ${CHECKED_SIMULATE}, not from ${specifier}`,
    )
}
