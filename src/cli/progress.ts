/** One line on standard error that is drawn over while somebody watches; nothing otherwise. */
import type { Io } from './io.ts'

export class Progress {
  private readonly io: Io
  private readonly label: string
  private shown = -1

  constructor(io: Io, label: string) {
    this.io = io
    this.label = label
  }

  /** @param share 0 to 1 of what there is to do */
  show(share: number): void {
    const percent = Math.floor(share * 100)
    if (!this.io.isWatched || percent === this.shown) return
    this.shown = percent
    this.io.err(`\r${this.label}: ${percent} %\u001b[K`)
  }

  end(): void {
    if (this.shown >= 0) this.io.err('\r\u001b[K')
  }
}
