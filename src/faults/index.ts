/** The faults, in the order of the menu. A new one is a file beside this one and a line here. */
import type { Knobs, KnobValues, SpecOf } from '../base/knobs.ts'
import { crash } from './crash.ts'
import type { Fault } from './define.ts'
import { errors } from './errors.ts'
import { hang } from './hang.ts'
import { packetLoss } from './packetLoss.ts'
import { slowdown } from './slowdown.ts'
import { surge } from './surge.ts'
import { zoneOutage } from './zoneOutage.ts'

export const faults = [crash, hang, slowdown, errors, zoneOutage, packetLoss, surge] as const

/** A fault as a scenario writes it: its kind and a value for each of its knobs. */
export type FaultSpec = SpecOf<'kind', (typeof faults)[number]>

/**
 * The fault of that kind, ready to be given a spec of the same kind. The list pairs each id with
 * its own knobs; the compiler cannot follow the pairing through `find`.
 */
export const faultByKind = (kind: FaultSpec['kind']): Fault<string, Knobs> =>
  faults.find((member) => member.id === kind) as unknown as Fault<string, Knobs>

/** What goes wrong while the fault lasts. */
export const effectsOf = (fault: FaultSpec): ReturnType<Fault['effects']> =>
  faultByKind(fault.kind).effects(fault as unknown as KnobValues<Knobs>)

/** A few words for the timeline. */
export const captionOf = (fault: FaultSpec): string =>
  faultByKind(fault.kind).caption(fault as unknown as KnobValues<Knobs>)
