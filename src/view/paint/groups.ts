/** Target groups where there are several: a door before the targets of each, and its name above. */
import { write } from './pen.ts'
import type { Scene } from './scene.ts'

export function paintDoors({ pen, layout }: Scene): void {
  const { ctx, palette } = pen
  ctx.fillStyle = palette.mark
  for (const { doorX, top, bottom } of layout.groups) ctx.fillRect(doorX, top, 2, bottom - top)
}

export function paintGroupNames({ pen, layout }: Scene): void {
  const { palette } = pen
  for (const { group, x, y, isEmpty } of layout.groups) {
    write(pen, {
      text: isEmpty ? `${group}: 503, no registered target` : group,
      x: isEmpty ? layout.widthPx - 6 : x,
      y,
      colour: isEmpty ? palette.errText : palette.text2,
      weight: isEmpty ? 'strong' : 'plain',
      align: isEmpty ? 'right' : 'left',
    })
  }
}
