/** Something that is true only for a moment is no news: what comes and goes with every step of a slider would flicker. */
import { useEffect, useState } from 'react'

/** Numbers of the settings before are told apart from now on; until then the new ones are mostly there. */
export const OLD_AFTER_MS = 250

/** True once `isTrue` has been so for `ms` on end; false at once when it is not. */
export function useLasting(isTrue: boolean, ms: number): boolean {
  const [hasLasted, setLasted] = useState(false)
  useEffect(() => {
    if (!isTrue) return
    const timer = setTimeout(() => setLasted(true), ms)
    return () => {
      clearTimeout(timer)
      setLasted(false)
    }
  }, [isTrue, ms])
  return isTrue && hasLasted
}
