/**
 * What the scenarios that come with Ballast are called. Apart from them, because who edits one has to know that it is
 * not the example any more, and the scenarios themselves are loaded late.
 */
export const PRESET_TITLES = {
  autoscalingSurge: 'Auto-scaling in a surge',
  autoscalingSwings: 'Auto-scaling that swings',
  breakerBurst: 'Circuit breaker in a burst',
  clientCachesDns: 'Clients that keep an address',
  coldTarget: 'Cold target',
  containersOnSharedHosts: 'Containers on shared hosts',
  crossZone: 'Cross-zone',
  deepHealthCheck: 'A health check that goes deep',
  dnsFailover: 'DNS failover',
  dnsPolicies: 'DNS policies',
  everything: 'Everything at once',
  everyProxyAlone: 'Every proxy alone',
  idleNewTargets: 'Idle new targets',
  keepAliveRace: 'Keep-alive race',
  login: 'Log-in at the balancer',
  nodeAsBottleneck: 'The node as the bottleneck',
  layer4: 'Few long-lived connections',
  functionColdStarts: 'Cold starts of a function',
  fastErrors: 'Fast errors',
  herding: 'Herding',
  maglevBesideRing: 'Maglev beside a ring',
  maxFails: 'Max fails',
  multivalue: 'Multivalue beside a balancer',
  nasa: 'NASA web server, 1 August 1995',
  natAndHashing: 'Hashing behind a NAT',
  noBalancer: 'Why a balancer',
  oneSlowTarget: 'One slow target',
  overloadQueue: 'Queues in overload',
  panic: 'Panic threshold',
  pathRouting: 'Path routing',
  prequalBesideWeighted: 'Prequal beside weights',
  retryBudget: 'Retry budget',
  retryStorm: 'Retry storm',
  ringLosesTarget: 'A ring loses a target',
  rollingDeploy: 'Rolling deploy',
  slowDatabase: 'A slow database',
  smallFleet: 'Ejection in a small fleet',
  sticky: 'Sticky gone wrong',
  twoSpeeds: 'Two speeds',
  zoneAware: 'Zone-aware routing',
  zoneEvacuation: 'Zone evacuation',
  zoneOutage: 'Zone outage',
} as const

/** A scenario that is edited is not called like the example that it was. */
export const titleOfEdited = (title: string): string =>
  Object.values<string>(PRESET_TITLES).includes(title) ? `${title} (edited)` : title
