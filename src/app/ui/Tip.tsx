/**
 * Help in a bubble, for whatever carries the attribute `data-tip`. One bubble serves the whole page, so a tip costs
 * its owner nothing. It adds for the eye what the accessible name and description already say.
 */
import { useEffect, useState } from 'react'
import css from './Tip.module.css'

const { bubble } = css
const DELAY_MS = 450
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
  useEffect(() => {
    const listeners = new AbortController()
    const { signal } = listeners
    let timer: ReturnType<typeof setTimeout> | undefined
    let owner: Element | null = null
    const hide = (): void => {
      clearTimeout(timer)
      owner = null
      setShown(null)
    }
    const aim = (target: EventTarget | null, delayMs: number): void => {
      const next = target instanceof Element ? target.closest('[data-tip]') : null
      if (next === owner) return
      hide()
      if (next === null) return
      owner = next
      timer = setTimeout(() => setShown(placed(next)), delayMs)
    }
    addEventListener(
      'pointerover',
      (event) => {
        if (event.pointerType !== 'touch') aim(event.target, DELAY_MS)
      },
      { signal },
    )
    addEventListener(
      'focusin',
      ({ target }) => {
        if (target instanceof Element && target.matches(':focus-visible')) aim(target, DELAY_MS)
      },
      { signal },
    )
    for (const type of ['focusout', 'pointerdown', 'keydown', 'scroll', 'resize'] as const) {
      addEventListener(type, hide, { signal, capture: true })
    }
    return () => {
      clearTimeout(timer)
      listeners.abort()
    }
  }, [])
  if (shown === null) return null
  return (
    <div
      className={bubble}
      aria-hidden="true"
      style={{ left: shown.x, top: shown.y, translate: `-50% ${shown.isAbove ? '-100%' : '0'}` }}
    >
      {shown.text}
    </div>
  )
}

function placed(owner: Element): Shown | null {
  const text = owner.getAttribute('data-tip')
  if (text === null || text === '' || !owner.isConnected) return null
  const box = owner.getBoundingClientRect()
  const half = WIDTH_PX / 2 + EDGE_PX
  const x = Math.min(Math.max(box.left + box.width / 2, half), innerWidth - half)
  const isAbove = box.bottom > innerHeight - 90
  return { text, x, y: isAbove ? box.top - 6 : box.bottom + 6, isAbove }
}
