import type { Scene } from './scene.ts'

/** Whether a target does nothing at the moment: it is down, or a fault has silenced it. */
export function isOut({ layout, frame }: Scene, target: number): boolean {
  if (frame.isDown[target] === 1) return true
  return layout.faults.some(
    (fault, f) =>
      frame.isActive[f] === 1 && fault.tone === 'down' && fault.targets.includes(target),
  )
}
