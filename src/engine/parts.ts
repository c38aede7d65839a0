/**
 * The parts of the engine that begin by themselves or have entries in the event queue of their own, a line each. The
 * way of an attempt is not among them: it has its switch in `way.ts`, so that the hot path pays nothing.
 */

import { beginEjection, sweep } from './balancer/ejection.ts'
import { onTrial } from './balancer/maxFails.ts'
import { onTargetTimeouts } from './balancer/node.ts'
import { resumeHealth } from './balancer/usable.ts'
import { beginWorkLooks, onWorkLook } from './balancer/workLooks.ts'
import { beginTraffic, onArrival, onUser } from './client/arrivals.ts'
import { onClientTimeouts } from './client/impatience.ts'
import { beginLooks, onCallsLook } from './dependency/looks.ts'
import { onDeployLook, onDeployStep } from './deploy/rolling.ts'
import { beginChecks, onLook } from './dns/checks.ts'
import { beginResolvers } from './dns/resolver.ts'
import type { EntryRange } from './entries.ts'
import { onFault, resumeFaults, scheduleFaults } from './fault/schedule.ts'
import { beginHealth, onProbe } from './health/probes.ts'
import { onDrainEnd, onNews } from './registration/registration.ts'
import { onInstanceStep } from './scaling/instances.ts'
import { beginScaling, onScalingLook } from './scaling/scaling.ts'
import { beginHostLooks, onHostLook } from './targets/hostLooks.ts'
import { onSharedEnd } from './visit.ts'
import type { World } from './world.ts'

export interface Part {
  /** Its entries of the event queue, and what happens when one of them is due. */
  readonly entries: (world: World) => EntryRange
  readonly due: (world: World, nth: number) => void
  /** Before the first event. */
  readonly begin?: (world: World) => void
  /** After a snapshot was put in place: makes anew what is a function of the rest. */
  readonly resume?: (world: World) => void
}

/** They begin when all else has: what resolvers hold follows from what nodes know, and clients ask them. */
function beginClients(world: World): void {
  beginResolvers(world)
  beginTraffic(world)
}

/** They begin in this order. */
export const PARTS: readonly Part[] = [
  {
    entries: ({ faults }) => faults.next,
    due: onFault,
    begin: scheduleFaults,
    resume: resumeFaults,
  },
  { entries: ({ scaling }) => scaling.steps, due: onInstanceStep },
  { entries: ({ scaling }) => scaling.looks, due: onScalingLook, begin: beginScaling },
  { entries: ({ health }) => health.steps, due: onProbe, begin: beginHealth, resume: resumeHealth },
  { entries: ({ health }) => health.sweeps, due: sweep, begin: beginEjection },
  { entries: ({ health }) => health.trials, due: onTrial },
  { entries: ({ registrations }) => registrations.reads, due: onNews },
  { entries: ({ registrations }) => registrations.drainEnds, due: onDrainEnd },
  { entries: ({ deploys }) => deploys.steps, due: onDeployStep },
  { entries: ({ deploys }) => deploys.looks, due: onDeployLook },
  { entries: ({ dns }) => dns.looks, due: onLook, begin: beginChecks },
  { entries: ({ dependency }) => dependency.looks, due: onCallsLook, begin: beginLooks },
  { entries: ({ clients }) => clients.arrivals, due: onArrival, begin: beginClients },
  { entries: ({ clients }) => clients.users, due: onUser },
  { entries: ({ clients }) => clients.timeouts, due: onClientTimeouts },
  { entries: ({ balancer }) => balancer.timeout, due: onTargetTimeouts },
  { entries: ({ works }) => works.looks, due: onWorkLook, begin: beginWorkLooks },
  { entries: ({ targets }) => targets.sharedEnds, due: onSharedEnd },
  { entries: ({ hosts }) => hosts.looks, due: onHostLook, begin: beginHostLooks },
]
