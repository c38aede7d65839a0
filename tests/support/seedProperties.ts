/**
 * Properties draw the same cases in every run; `BALLAST_PROPERTY_SEED=7 npx vitest run tests/scenario`
 * tries others. A failure prints the seed and the path of its case, and a property may set its own.
 */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['BALLAST_PROPERTY_SEED'] ?? 1) })
