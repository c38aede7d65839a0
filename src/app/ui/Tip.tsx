/**
 * Help in a bubble, for whatever carries the attribute `data-tip`. One bubble serves the whole page, so a tip costs
 * its owner nothing. It adds for the eye what the accessible name and description already say. It opens for pointer,
 * keyboard and finger, stays while the pointer is on it, and closes with Escape.
 */
import { useEffect, useRef, useState } from 'react'
import css from './Tip.module.css'

const { bubble } = css
const DELAY_MS = 450
/** Between the owner and the bubble the pointer is on neither. */
const LEAVE_MS = 200
const EDGE_PX = 8
const WIDTH_PX = 260

interface Shown {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly isAbove: boolean
}

export function TipBubble() {
  const [shown, setShown] = useState<Shown | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const follower = new TipFollower(setShown, box)
    return () => follower.stop()
  }, [])
  if (shown === null) return null
  return (
    <div
      ref={box}
      className={bubble}
      aria-hidden="true"
      data-testid="tip"
      style={{ left: shown.x, top: shown.y, translate: `-50% ${shown.isAbove ? '-100%' : '0'}` }}
    >
      {shown.text}
    </div>
  )
}

/** Whose tip is due, and when it opens and closes. */
class TipFollower {
  private readonly show: (shown: Shown | null) => void
  private readonly box: { readonly current: Element | null }
  private readonly listeners = new AbortController()
  private timer: ReturnType<typeof setTimeout> | undefined
  private owner: Element | null = null

  constructor(show: (shown: Shown | null) => void, box: { readonly current: Element | null }) {
    this.show = show
    this.box = box
    const { signal } = this.listeners
    addEventListener('pointerover', (event) => this.pointAt(event), { signal })
    addEventListener('focusin', ({ target }) => this.focusOn(target), { signal })
    addEventListener('pointerdown', (event) => this.press(event), { signal, capture: true })
    for (const type of ['focusout', 'keydown', 'scroll', 'resize'] as const) {
      addEventListener(type, () => this.hide(), { signal, capture: true })
    }
  }

  stop(): void {
    clearTimeout(this.timer)
    this.listeners.abort()
  }

  private hide(): void {
    clearTimeout(this.timer)
    this.owner = null
    this.show(null)
  }

  private pointAt({ target, pointerType }: PointerEvent): void {
    if (pointerType === 'touch') return
    if (target instanceof Node && this.box.current?.contains(target)) {
      clearTimeout(this.timer)
      return
    }
    this.aim(ownerOf(target), DELAY_MS)
  }

  private focusOn(target: EventTarget | null): void {
    if (target instanceof Element && target.matches(':focus-visible')) {
      this.aim(ownerOf(target), DELAY_MS)
    }
  }

  /** What only explains itself has nothing else to do when it is pressed: a finger opens it, too. */
  private press({ target, pointerType }: PointerEvent): void {
    if (target instanceof Node && this.box.current?.contains(target)) return
    const owner = ownerOf(target)
    const isOpen = owner !== null && owner === this.owner
    this.hide()
    // Over a list that has just opened it would stay when something is chosen.
    const opensList = owner?.closest('[aria-haspopup]') !== null
    if (owner !== null && pointerType === 'touch' && !isOpen && !opensList) this.aim(owner, 0)
  }

  private aim(next: Element | null, delayMs: number): void {
    if (next === this.owner) {
      if (next === null) return
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.show(placed(next)), delayMs)
      return
    }
    if (next === null) {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.hide(), LEAVE_MS)
      return
    }
    this.hide()
    this.owner = next
    this.timer = setTimeout(() => this.show(placed(next)), delayMs)
  }
}

const ownerOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest('[data-tip]') : null

function placed(owner: Element): Shown | null {
  const text = owner.getAttribute('data-tip')
  if (text === null || text === '' || !owner.isConnected) return null
  const box = owner.getBoundingClientRect()
  const half = WIDTH_PX / 2 + EDGE_PX
  const x = Math.min(Math.max(box.left + box.width / 2, half), innerWidth - half)
  const isAbove = box.bottom > innerHeight - 120
  return { text, x, y: isAbove ? box.top - 6 : box.bottom + 6, isAbove }
}
