/** The faults, in the order of the menu. A new one is a file beside this one and a line here. */
import type { Knobs, KnobValues, SpecOf } from '../base/knobs.ts'
import { crash } from './crash.ts'
import { FAULT_TONES, type Fault, type FaultTone, toneOf } from './define.ts'
import { dependencyOutage } from './dependencyOutage.ts'
import { deregistration } from './deregistration.ts'
import { errors } from './errors.ts'
import { hang } from './hang.ts'
import { hostOutage } from './hostOutage.ts'
import { packetLoss } from './packetLoss.ts'
import { rollingDeploy } from './rollingDeploy.ts'
import { ruleAnswer } from './ruleAnswer.ts'
import { slowDependency } from './slowDependency.ts'
import { slowdown } from './slowdown.ts'
import { surge } from './surge.ts'
import { trafficShift } from './trafficShift.ts'
import { zonalShift } from './zonalShift.ts'
import { zoneOutage } from './zoneOutage.ts'

export const faults = [
  crash,
  hang,
  slowdown,
  errors,
  deregistration,
  rollingDeploy,
  slowDependency,
  dependencyOutage,
  hostOutage,
  zoneOutage,
  zonalShift,
  packetLoss,
  surge,
  trafficShift,
  ruleAnswer,
] as const

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

/** A few words that name the thing: on the timeline, in the charts, in the list and in the inspector. */
export const captionOf = (fault: FaultSpec): string =>
  faultByKind(fault.kind).caption(fault as unknown as KnobValues<Knobs>)

/** A few words to stand beside the thing. */
export const wordsOf = (fault: FaultSpec): string =>
  faultByKind(fault.kind).words(fault as unknown as KnobValues<Knobs>)

/** The worst of what it does. */
export function faultTone(fault: FaultSpec): FaultTone {
  const tones = effectsOf(fault).map(toneOf)
  return FAULT_TONES.find((tone) => tones.includes(tone)) as FaultTone
}

/** The ids that it has in its knobs that point at things of one sort. */
export function namedBy(fault: FaultSpec, to: string): readonly string[] {
  const values: Readonly<Record<string, unknown>> = { ...fault }
  return Object.entries(faultByKind(fault.kind).knobs).flatMap(([name, knob]) =>
    knob.type === 'reference' && knob.to === to ? [String(values[name])] : [],
  )
}

/** The faults that are about things of one sort. */
export const faultsOf = (to: string): readonly (typeof faults)[number][] =>
  faults.filter(({ knobs }: { readonly knobs: Knobs }) =>
    Object.values(knobs).some((knob) => knob.type === 'reference' && knob.to === to),
  )
