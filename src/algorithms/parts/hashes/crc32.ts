/** CRC-32 as in NGINX (polynomial 0xEDB88320): begun with `CRC_START`, carried on byte by byte, ended by inverting. */
const TABLE = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  TABLE[byte] = rest
}

export const CRC_START = -1

export const crcWith = (crc: number, byte: number): number =>
  (TABLE[(crc ^ byte) & 255] as number) ^ (crc >>> 8)

export function crcOver(crc: number, bytes: Uint8Array, end: number): number {
  let next = crc
  for (let i = 0; i < end; i++) next = crcWith(next, bytes[i] as number)
  return next
}

export const crcEnd = (crc: number): number => ~crc >>> 0

export const crc32 = (bytes: Uint8Array, end: number): number =>
  crcEnd(crcOver(CRC_START, bytes, end))
