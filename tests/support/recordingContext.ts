/**
 * A canvas context that draws nothing and writes down what it was told: one line a call, numbers to one decimal.
 * Text is taken to be 6.5 px wide a character, so that drawings do not depend on the fonts of the machine.
 */
export interface WrittenText {
  readonly text: string
  readonly font: string
  readonly x: number
  readonly y: number
  /** With the scale of the transform at that moment. */
  readonly heightPx: number
}

export interface Recording {
  readonly ctx: CanvasRenderingContext2D
  /** All calls and changes of style, in order. */
  readonly log: readonly string[]
  readonly texts: readonly WrittenText[]
}

const CHARACTER_PX = 6.5

const METHODS = [
  'arc',
  'beginPath',
  'bezierCurveTo',
  'clearRect',
  'clip',
  'closePath',
  'fill',
  'fillRect',
  'lineTo',
  'moveTo',
  'rect',
  'rotate',
  'restore',
  'roundRect',
  'save',
  'setLineDash',
  'stroke',
  'strokeRect',
  'translate',
] as const

/** Styles that stay until they are changed; only changes are written down. */
const STYLES: Readonly<Record<string, string | number>> = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  globalAlpha: 1,
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
}

export function recordingContext(): Recording {
  const log: string[] = []
  const texts: WrittenText[] = []
  const styles: Record<string, string | number> = { ...STYLES }
  const saved: Record<string, string | number>[] = []
  let scale = 1
  const ctx: Record<string, unknown> = {}
  for (const name of METHODS) {
    ctx[name] = (...values: readonly unknown[]): void => {
      log.push([name, ...values.map(shown)].join(' '))
      if (name === 'save') saved.push({ ...styles })
      if (name === 'restore') Object.assign(styles, saved.pop())
    }
  }
  ctx['setTransform'] = (a: number, ...rest: readonly number[]): void => {
    scale = a
    log.push(['setTransform', a, ...rest].join(' '))
  }
  ctx['measureText'] = (text: string) => ({ width: text.length * CHARACTER_PX })
  ctx['fillText'] = (text: string, x: number, y: number): void => {
    const font = String(styles['font'])
    const size = Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 0)
    texts.push({ text, font, x, y, heightPx: size * Math.min(1, scale) })
    log.push(`fillText '${text}' ${shown(x)} ${shown(y)}`)
  }
  for (const name of Object.keys(STYLES)) {
    Object.defineProperty(ctx, name, {
      get: () => styles[name],
      set: (value: string | number) => {
        if (styles[name] === value) return
        styles[name] = value
        log.push(`${name} = ${shown(value)}`)
      },
    })
  }
  return { ctx: ctx as unknown as CanvasRenderingContext2D, log, texts }
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 10) / 10 + 0)
  return Array.isArray(value) ? `[${value.map(shown).join(' ')}]` : String(value)
}
