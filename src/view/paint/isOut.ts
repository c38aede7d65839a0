/** Who does nothing at the moment. */
import type { Scene } from './scene.ts'

type Shown = Pick<Scene, 'layout' | 'frame'>

/** Whether a target does nothing at the moment: it is down, or a fault has silenced it. */
export function isOut(scene: Shown, target: number): boolean {
  return scene.frame.isDown[target] === 1 || isSilenced(scene, 'targets', target)
}

/** Whether a node does nothing: its zone is out. */
export const isNodeOut = (scene: Scene, node: number): boolean => isSilenced(scene, 'nodes', node)

/** Whether nobody answers at a place: a node or a target. */
export function isPlaceOut(scene: Scene, place: number): boolean {
  const { firstNode, firstTarget } = scene.layout.edges.places
  if (place >= firstTarget) return isOut(scene, place - firstTarget)
  return isNodeOut(scene, place - firstNode)
}

const isSilenced = ({ layout, frame }: Shown, what: 'nodes' | 'targets', index: number): boolean =>
  layout.faults.some(
    (fault, f) => frame.isActive[f] === 1 && fault.tone === 'down' && fault[what].includes(index),
  )
