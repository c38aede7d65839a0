/** One line on standard error that is drawn over while somebody watches; nothing otherwise. */
import { oneLine } from './format.ts'
import type { Io } from './io.ts'

export class Progress {
  private readonly io: Io
  private readonly label: string
  private shown = -1

  constructor(io: Io, label: string) {
    this.io = io
    this.label = oneLine(label)
  }

  /** @param share 0 to 1 of what there is to do */
  show(share: number): void {
    const percent = Math.floor(share * 100)
    if (!this.io.isWatched || percent === this.shown) return
    this.shown = percent
    this.io.redraw(`${this.label}: ${percent} %`)
  }

  end(): void {
    if (this.shown >= 0) this.io.redraw('')
  }
}
