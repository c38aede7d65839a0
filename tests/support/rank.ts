/**
 * The rank over GF(2) of a square matrix given bit by bit, by elimination on whole words; size 32
 * k.
 */
export function rankOf(size: number, bit: (row: number, column: number) => number): number {
  const width = size / 32
  const rows: Uint32Array[] = Array.from({ length: size }, (_, row) => {
    const packed = new Uint32Array(width)
    for (let column = 0; column < size; column++)
      if (bit(row, column) === 1) {
        const word = column >>> 5
        packed[word] = ((packed[word] as number) | (1 << (column & 31))) >>> 0
      }
    return packed
  })
  let rank = 0
  for (let column = 0; column < size; column++) {
    const [word, mask] = [column >>> 5, 1 << (column & 31)]
    const pivot = rows.findIndex((row, i) => i >= rank && ((row[word] as number) & mask) !== 0)
    if (pivot < 0) continue
    const found = rows[pivot] as Uint32Array
    rows[pivot] = rows[rank] as Uint32Array
    rows[rank] = found
    for (let i = rank + 1; i < size; i++) {
      const row = rows[i] as Uint32Array
      if (((row[word] as number) & mask) === 0) continue
      for (let w = word; w < width; w++) row[w] = (row[w] as number) ^ (found[w] as number)
    }
    rank++
  }
  return rank
}
