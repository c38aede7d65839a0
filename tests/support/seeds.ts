/** The seeds over which claims of examples are held: twenty, or a few where a run of the tests is to be short. */
const FEW = 3
const MANY = 20

export const SEEDS: readonly number[] = Array.from(
  { length: process.env['BALLAST_FEW_SEEDS'] === '1' ? FEW : MANY },
  (_, i) => i + 1,
)
