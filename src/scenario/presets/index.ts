/** The scenarios that come with Ballast, in the order of the menu; the page opens on the first. */
import { autoscalingSurge } from './autoscalingSurge.ts'
import { autoscalingSwings } from './autoscalingSwings.ts'
import { breakerBurst } from './breakerBurst.ts'
import { clientCachesDns } from './clientCachesDns.ts'
import { coldTarget } from './coldTarget.ts'
import { containersOnSharedHosts } from './containersOnSharedHosts.ts'
import { crossZone } from './crossZone.ts'
import { deepHealthCheck } from './deepHealthCheck.ts'
import { dnsFailover } from './dnsFailover.ts'
import { dnsPolicies } from './dnsPolicies.ts'
import { everyProxyAlone } from './everyProxyAlone.ts'
import { everything } from './everything.ts'
import { fastErrors } from './fastErrors.ts'
import { functionColdStarts } from './functionColdStarts.ts'
import { herding } from './herding.ts'
import { idleNewTargets } from './idleNewTargets.ts'
import { keepAliveRace } from './keepAliveRace.ts'
import { layer4 } from './layer4.ts'
import { login } from './login.ts'
import { maglevBesideRing } from './maglevBesideRing.ts'
import { maxFails } from './maxFails.ts'
import { multivalue } from './multivalue.ts'
import { nasa } from './nasa.ts'
import { natAndHashing } from './natAndHashing.ts'
import { noBalancer } from './noBalancer.ts'
import { nodeAsBottleneck } from './nodeAsBottleneck.ts'
import { oneSlowTarget } from './oneSlowTarget.ts'
import { overloadQueue } from './overloadQueue.ts'
import { panic } from './panic.ts'
import { pathRouting } from './pathRouting.ts'
import { prequalBesideWeighted } from './prequalBesideWeighted.ts'
import type { Preset } from './preset.ts'
import { retryBudget } from './retryBudget.ts'
import { retryStorm } from './retryStorm.ts'
import { ringLosesTarget } from './ringLosesTarget.ts'
import { rollingDeploy } from './rollingDeploy.ts'
import { slowDatabase } from './slowDatabase.ts'
import { smallFleet } from './smallFleet.ts'
import { sticky } from './sticky.ts'
import { twoSpeeds } from './twoSpeeds.ts'
import { zoneAware } from './zoneAware.ts'
import { zoneEvacuation } from './zoneEvacuation.ts'
import { zoneOutage } from './zoneOutage.ts'

export const presets: readonly Preset[] = [
  oneSlowTarget,
  noBalancer,
  retryStorm,
  nasa,
  zoneOutage,
  zoneEvacuation,
  crossZone,
  zoneAware,
  dnsFailover,
  dnsPolicies,
  clientCachesDns,
  multivalue,
  pathRouting,
  login,
  panic,
  deepHealthCheck,
  slowDatabase,
  containersOnSharedHosts,
  coldTarget,
  smallFleet,
  maxFails,
  layer4,
  keepAliveRace,
  sticky,
  rollingDeploy,
  autoscalingSurge,
  autoscalingSwings,
  idleNewTargets,
  functionColdStarts,
  overloadQueue,
  breakerBurst,
  nodeAsBottleneck,
  herding,
  everyProxyAlone,
  twoSpeeds,
  fastErrors,
  natAndHashing,
  ringLosesTarget,
  maglevBesideRing,
  prequalBesideWeighted,
  retryBudget,
  everything,
]
