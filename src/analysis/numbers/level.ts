/** A level that holds until it becomes another. */
import { type Bins, binLengthUs } from './bins.ts'

/** Averaged over the bins of an axis. */
export class Level {
  private readonly sums: Float64Array<ArrayBuffer>
  private readonly bins: Bins
  private value: number
  private atUs: number
  private bin = 0

  constructor(bins: Bins, value = 0) {
    this.bins = bins
    this.sums = new Float64Array(bins.count)
    this.value = value
    this.atUs = bins.fromUs
  }

  become(value: number, us: number): void {
    this.advance(us)
    this.value = value
  }

  changeBy(by: number, us: number): void {
    this.become(this.value + by, us)
  }

  means(): Float64Array<ArrayBuffer> {
    this.advance(this.bins.toUs)
    return this.sums
  }

  /** Adds the level that has held, up to `us`. */
  private advance(us: number): void {
    const { bins, sums } = this
    const untilUs = Math.min(us, bins.toUs)
    while (this.atUs < untilUs) {
      const lengthUs = binLengthUs(bins, this.bin)
      const endUs = bins.fromUs + this.bin * bins.widthUs + lengthUs
      const toUs = Math.min(endUs, untilUs)
      sums[this.bin] = (sums[this.bin] as number) + (this.value * (toUs - this.atUs)) / lengthUs
      this.atUs = toUs
      if (toUs === endUs) this.bin++
    }
  }
}
