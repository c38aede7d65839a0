/** The limits of a run: how many attempts there may be at one time, and in all. */
import type { World } from '../world.ts'

/** Makes room for one more attempt, a queued health check included; false, and the run stops, when there is none. */
export function hasRoom(world: World): boolean {
  const { attempts, plan } = world
  return (
    (attempts.live < attempts.capacity && attempts.live < plan.run.inFlightMax) || makeRoom(world)
  )
}

function makeRoom(world: World): boolean {
  const { attempts, queue } = world
  const { inFlightMax } = world.plan.run
  if (attempts.live < inFlightMax) {
    attempts.grow()
    queue.grow(world.attemptEntry + 2 * attempts.capacity)
    return true
  }
  world.truncated ??= `Stopped at ${inFlightMax} attempts in flight: limits.inFlight of the scenario.`
  return false
}

/** A run is limited in attempts; health checks cost as much, so there may be as many of them. */
export function isAtProbeLimit(world: World): boolean {
  const { attemptsMax } = world.plan.run
  if (world.counters.probes < attemptsMax) return false
  world.truncated ??= `Stopped at ${attemptsMax} health checks: limits.attempts of the scenario holds for them, too.`
  return true
}

/** True, and the run stops, when there may be no more attempts. */
export function isAtLimit(world: World): boolean {
  const { attemptsMax } = world.plan.run
  if (world.counters.attempts < attemptsMax) return false
  world.truncated ??= `Stopped at ${attemptsMax} attempts: limits.attempts of the scenario.`
  return true
}
