/** Gives a canvas as many pixels as a place of this size on the page has; a canvas that fits stays as it is. */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  size: { readonly widthPx: number; readonly heightPx: number },
): void {
  const dpr = window.devicePixelRatio
  const [width, height] = [Math.round(size.widthPx * dpr), Math.round(size.heightPx * dpr)]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}
