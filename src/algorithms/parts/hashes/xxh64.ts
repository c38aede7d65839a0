/**
 * xxHash64, the hash of Envoy and gRPC. Into `wide`, which has its two halves.
 * Source: Yann Collet, xxHash fast digest algorithm, specification 0.1.1, section XXH64.
 */
import { add, multiply, turnLeft, wide } from './wide.ts'

const P1H = 0x9e3779b1
const P1L = 0x85ebca87
const P2H = 0xc2b2ae3d
const P2L = 0x27d4eb4f
const P3H = 0x165667b1
const P3L = 0x9e3779f9
const P4H = 0x85ebca77
const P4L = 0xc2b2ae63
const P5H = 0x27d4eb2f
const P5L = 0x165667c5

/** The four lanes of texts of 32 bytes or more. */
const laneHigh = new Int32Array(4)
const laneLow = new Int32Array(4)

/** Of the first `end` bytes, with a small seed. */
export function xxh64(bytes: Uint8Array, end: number, seed: number): void {
  let at = 0
  if (end >= 32) {
    begin(seed)
    for (; at + 32 <= end; at += 32) {
      for (let lane = 0; lane < 4; lane++) {
        round(
          laneHigh[lane] as number,
          laneLow[lane] as number,
          word(bytes, at + 8 * lane + 4),
          word(bytes, at + 8 * lane),
        )
        laneHigh[lane] = wide.high
        laneLow[lane] = wide.low
      }
    }
    converge()
  } else {
    add(P5H, P5L, 0, seed)
  }
  add(wide.high, wide.low, 0, end)
  finish(bytes, at, end)
}

function begin(seed: number): void {
  add(P1H, P1L, P2H, P2L)
  add(wide.high, wide.low, 0, seed)
  setLane(0)
  add(P2H, P2L, 0, seed)
  setLane(1)
  laneHigh[2] = 0
  laneLow[2] = seed
  // Minus P1 is its complement and one more.
  add(~P1H, ~P1L, 0, seed + 1)
  setLane(3)
}

function setLane(lane: number): void {
  laneHigh[lane] = wide.high
  laneLow[lane] = wide.low
}

/** (lane + input * P2) turned left by 31, times P1. */
function round(high: number, low: number, inputHigh: number, inputLow: number): void {
  multiply(inputHigh, inputLow, P2H, P2L)
  add(wide.high, wide.low, high, low)
  turnLeft(31)
  multiply(wide.high, wide.low, P1H, P1L)
}

const TURNS = [1, 7, 12, 18] as const

function converge(): void {
  let high = 0
  let low = 0
  for (let lane = 0; lane < 4; lane++) {
    wide.high = laneHigh[lane] as number
    wide.low = laneLow[lane] as number
    turnLeft(TURNS[lane] as number)
    add(wide.high, wide.low, high, low)
    high = wide.high
    low = wide.low
  }
  for (let lane = 0; lane < 4; lane++) {
    round(0, 0, laneHigh[lane] as number, laneLow[lane] as number)
    multiply(wide.high ^ high, wide.low ^ low, P1H, P1L)
    add(wide.high, wide.low, P4H, P4L)
    high = wide.high
    low = wide.low
  }
}

function finish(bytes: Uint8Array, from: number, end: number): void {
  let at = from
  for (; at + 8 <= end; at += 8) {
    const { high, low } = wide
    round(0, 0, word(bytes, at + 4), word(bytes, at))
    wide.high ^= high
    wide.low ^= low
    turnLeft(27)
    multiply(wide.high, wide.low, P1H, P1L)
    add(wide.high, wide.low, P4H, P4L)
  }
  if (at + 4 <= end) {
    mixIn(word(bytes, at), P1H, P1L)
    turnLeft(23)
    multiply(wide.high, wide.low, P2H, P2L)
    add(wide.high, wide.low, P3H, P3L)
    at += 4
  }
  for (; at < end; at++) {
    mixIn(bytes[at] as number, P5H, P5L)
    turnLeft(11)
    multiply(wide.high, wide.low, P1H, P1L)
  }
  // Shifted right by 33, 29 and 32 bits, and combined by exclusive or.
  wide.low ^= wide.high >>> 1
  multiply(wide.high, wide.low, P2H, P2L)
  const { high, low } = wide
  wide.high = high ^ (high >>> 29)
  wide.low = low ^ ((low >>> 29) | (high << 3))
  multiply(wide.high, wide.low, P3H, P3L)
  wide.low ^= wide.high
}

/** `wide` with a word times a prime combined by exclusive or. */
function mixIn(input: number, primeHigh: number, primeLow: number): void {
  const { high, low } = wide
  multiply(0, input, primeHigh, primeLow)
  wide.high ^= high
  wide.low ^= low
}

/** The four bytes from a position on, lowest first. */
const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) |
  ((bytes[at + 1] as number) << 8) |
  ((bytes[at + 2] as number) << 16) |
  ((bytes[at + 3] as number) << 24)
