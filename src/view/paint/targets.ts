/** Targets: gate, ring of health, slots and load bar; their names and what is wrong with them, in words. */
import { FAULT_TONES } from '../../faults/define.ts'
import { DRAINING, EJECTED, HEALTHY, INITIAL, UNHEALTHY, UNUSED } from '../../model/health.ts'
import { isVacant, leavingWord, startWords } from '../describeFrame.ts'
import type { FaultMark } from '../layout/faultMarks.ts'
import type { HealthRing, SlotRow, TargetBox } from '../layout/targets.ts'
import { paintCell } from './cells.ts'
import { strengthOf } from './focus.ts'
import { isNodeOut, isOut } from './isOut.ts'
import { circle, cross, type Pen, shortened, write } from './pen.ts'
import type { Scene } from './scene.ts'

/** The load line: above it a target has no room left for what comes. */
const LOAD_LINE = 0.8
const SLOT_TICKS = 8
/** How strong a place is drawn in which there is no instance. */
const VACANT_STRENGTH = 0.55

export function paintTargets(scene: Scene): void {
  const { pen, layout, focus } = scene
  const { ctx } = pen
  for (const box of layout.targets) {
    const strength = strengthOf(focus, layout.edges.places.firstTarget + box.index)
    const isEmpty = isVacant(scene.frame, box.index)
    ctx.globalAlpha = isEmpty ? strength * VACANT_STRENGTH : strength
    if (box.form === 'cell') {
      paintCell(scene, box)
      continue
    }
    // A place without an instance looks like one, and not like trouble.
    const isDead = !isEmpty && isOut(scene, box.index)
    drawGate(scene, box, isDead)
    if (box.ring !== null) drawRing(scene, box.ring)
    if (box.slots !== null) drawSlots(scene, box, box.slots, isDead || isEmpty)
    if (box.bar !== null && !isDead && !isEmpty) drawBar(scene, box)
  }
  ctx.globalAlpha = 1
}

function drawGate({ pen, frame, options }: Scene, box: TargetBox, isDead: boolean): void {
  const { ctx, palette } = pen
  const isEmpty = isVacant(frame, box.index)
  const isLeaving = !isEmpty && leavingWord(frame, box.index) !== null
  const isSelected = options.selection?.kind === 'target' && options.selection.index === box.index
  const top = Math.round(box.y - box.gatePx / 2)
  const plain = isSelected ? palette.accent : palette.mark
  ctx.fillStyle = isDead ? palette.err : isLeaving ? palette.drain : plain
  if (isDead || isLeaving || isEmpty) {
    for (let y = 0; y < box.gatePx; y += 5)
      ctx.fillRect(box.x, top + y, 2, Math.min(3, box.gatePx - y))
  } else {
    ctx.fillRect(isSelected ? box.x - 1 : box.x, top, isSelected ? 3 : 2, box.gatePx)
  }
}

const RING_COLOURS: Readonly<Record<number, 'ok' | 'err' | 'slow' | 'drain'>> = {
  [HEALTHY]: 'ok',
  [UNHEALTHY]: 'err',
  [EJECTED]: 'slow',
  [DRAINING]: 'drain',
}

/** One arc for each node that checks it, clockwise from the top: what it thinks of the target; nothing while it is out. */
function drawRing(scene: Scene, ring: HealthRing): void {
  const { pen, layout, frame } = scene
  const { ctx, palette } = pen
  const { x, y, r, edges } = ring
  const gap = edges.length === 1 ? 0 : Math.min(0.42, 1.6 / edges.length)
  const step = (Math.PI * 2) / edges.length
  let unhealthy = 0
  ctx.lineWidth = r > 5 ? 2 : 1.75
  edges.forEach((edge, n) => {
    const node = (layout.edges.from[edge] as number) - layout.edges.places.firstNode
    const health = isNodeOut(scene, node) ? INITIAL : frame.health[edge]
    if (health === UNHEALTHY) unhealthy++
    ctx.strokeStyle = palette[RING_COLOURS[health as number] ?? 'mark']
    const isDashed = health === INITIAL || health === DRAINING || health === UNUSED
    if (isDashed) ctx.setLineDash([1.5, 2])
    const from = -Math.PI / 2 + n * step + gap / 2
    ctx.beginPath()
    ctx.arc(x, y, r, from, from + step - gap)
    ctx.stroke()
    if (isDashed) ctx.setLineDash([])
  })
  if (unhealthy === 0) return
  ctx.strokeStyle = palette.err
  ctx.lineWidth = 1.5
  ctx.beginPath()
  cross(ctx, x, y, r > 5 ? 2.2 : 1.8)
  ctx.stroke()
}

function drawSlots(scene: Scene, box: TargetBox, slots: SlotRow, isDead: boolean): void {
  const { ctx, palette } = scene.pen
  if (slots.barPx !== null) {
    drawSlotBar(scene, box, slots, slots.barPx)
    return
  }
  ctx.beginPath()
  for (let k = 0; k < slots.count; k++) {
    circle(ctx, slots.x + k * slots.pitchPx, slots.y, isDead ? slots.r - 0.5 : slots.r)
  }
  if (isDead) {
    ctx.strokeStyle = palette.mark
    ctx.lineWidth = 1
    ctx.setLineDash([1.5, 1.6])
    ctx.stroke()
    ctx.setLineDash([])
  } else {
    ctx.fillStyle = palette.slot
    ctx.fill()
    if (scene.options.bandShare > 0) countSlots(scene, box, slots)
  }
}

/** Without dots of their own, busy slots are counted from the left. */
function countSlots({ pen, frame, options }: Scene, box: TargetBox, slots: SlotRow): void {
  const { ctx, palette } = pen
  const strength = ctx.globalAlpha
  const busy = Math.min(slots.count, frame.serving[box.index] as number)
  ctx.globalAlpha = strength * options.bandShare
  ctx.fillStyle = (frame.waiting[box.index] as number) > 0 ? palette.slow : palette.ok
  ctx.beginPath()
  for (let k = 0; k < busy; k++) circle(ctx, slots.x + k * slots.pitchPx, slots.y, slots.r)
  ctx.fill()
  ctx.globalAlpha = strength
}

/** More slots than one would count: one bar with eight ticks. */
function drawSlotBar({ pen, frame }: Scene, box: TargetBox, slots: SlotRow, widthPx: number): void {
  const { ctx, palette } = pen
  const share = Math.min(1, (frame.serving[box.index] as number) / slots.count)
  ctx.fillStyle = palette.slot
  ctx.fillRect(slots.x, slots.y - 4, widthPx, 8)
  ctx.fillStyle = (frame.waiting[box.index] as number) > 0 ? palette.slow : palette.ok
  ctx.fillRect(slots.x, slots.y - 4, widthPx * share, 8)
  ctx.fillStyle = palette.bg
  for (let tick = 1; tick < SLOT_TICKS; tick++) {
    ctx.fillRect(Math.round(slots.x + (widthPx * tick) / SLOT_TICKS), slots.y - 4, 1, 8)
  }
}

function drawBar({ pen, frame }: Scene, box: TargetBox): void {
  const { ctx, palette } = pen
  if (box.bar === null) return
  const { x, y, widthPx } = box.bar
  const load = Math.min(1, frame.load[box.index] as number)
  const isFull = (frame.waiting[box.index] as number) > 0 && load > LOAD_LINE
  ctx.fillStyle = palette.slot
  ctx.fillRect(x, y, widthPx, 3)
  ctx.fillStyle = isFull ? palette.slow : palette.load
  ctx.fillRect(x, y, widthPx * load, 3)
  ctx.fillStyle = palette.text2
  ctx.fillRect(Math.round(x + widthPx * LOAD_LINE), y - 2, 1, 7)
}

export function paintTargetWords(scene: Scene): void {
  const { pen, layout, focus } = scene
  const { palette } = pen
  for (const box of layout.targets) {
    if (box.name === null) continue
    pen.ctx.globalAlpha = strengthOf(focus, layout.edges.places.firstTarget + box.index)
    const isPale = isVacant(scene.frame, box.index) || isOut(scene, box.index)
    pen.ctx.font = pen.fonts.strong
    const name = shortened(pen, box.id, box.name.roomPx)
    write(pen, {
      text: name,
      x: box.name.x,
      y: box.name.y,
      colour: isPale ? palette.text2 : palette.text,
      weight: 'strong',
    })
    const before = captionStart(box, box.name.x + pen.ctx.measureText(name).width)
    if (box.caption === null) continue
    const wrong = wrongWith(scene, box.index)
    if (wrong === null) continue
    const text = fitting(pen, wrong.words, box.caption.x - before)
    if (text === null) continue
    write(pen, { text, ...box.caption, colour: wrong.colour, align: 'right' })
  }
  pen.ctx.globalAlpha = 1
}

/** What stands before the words that say what is wrong: the name, or the slots on the same line. */
const captionStart = ({ form, slots }: TargetBox, nameEnd: number): number =>
  form === 'full' || slots === null
    ? nameEnd + 5
    : slots.x + (slots.barPx ?? (slots.count - 1) * slots.pitchPx + slots.r) + 6

function worstOn({ layout, frame }: Scene, target: number): FaultMark | undefined {
  const on = layout.faults.filter(
    ({ targets }, f) => frame.isActive[f] === 1 && targets.includes(target),
  )
  return FAULT_TONES.flatMap((tone) => on.filter((fault) => fault.tone === tone))[0]
}

/** The worst fault that touches a target, else that it leaves or has just started; null when nothing is wrong with it. */
function wrongWith(
  scene: Scene,
  target: number,
): { readonly words: string; readonly colour: string } | null {
  const fault = worstOn(scene, target)
  if (fault !== undefined) return { words: fault.words, colour: toneColour(scene.pen, fault) }
  const { frame, layout } = scene
  const { drainText, errText, slowText, text2 } = scene.pen.palette
  const leaving = leavingWord(frame, target)
  if (leaving !== null) {
    const colour = frame.isDown[target] === 1 ? errText : drainText
    return { words: leaving, colour: isVacant(frame, target) ? text2 : colour }
  }
  const words = startWords(layout.edges, frame, target).join(', ')
  return words === '' ? null : { words, colour: slowText }
}

/** All the words, the first of them (a number with its percent sign), or none. */
function fitting(pen: Pen, words: string, roomPx: number): string | null {
  pen.ctx.font = pen.fonts.plain
  const first = /^\S+(?: %)?/.exec(words)?.[0] ?? words
  const fits = (text: string): boolean => pen.ctx.measureText(text).width <= roomPx
  return fits(words) ? words : fits(first) ? first : null
}

const toneColour = ({ palette }: Pen, fault: FaultMark): string =>
  fault.tone === 'slow'
    ? palette.slowText
    : fault.tone === 'traffic'
      ? palette.drainText
      : palette.errText
