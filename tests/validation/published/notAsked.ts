/** Published results that are not asked of Ballast, and why not. */
export const NOT_ASKED: readonly (readonly [what: string, why: string])[] = [
  [
    'The tail at scale (Dean, Barroso, CACM 2013): fan-out to 100 servers, hedged and tied requests',
    'a request is one attempt at a time: there is no fan-out, and no second attempt before the first has ended',
  ],
  ['Subsets of backends (SRE book, ch. 20; gRPC A68)', 'every node sees all targets of its group'],
  [
    'Join the idle queue against two choices (Lu et al. 2011)',
    'the algorithm is there; the published ratio stands in a figure that was not read',
  ],
  [
    'Maglev’s table is built 10 times faster and picked from 5 times faster than a ring (envoy pull 2574)',
    'building a table and choosing take no time in the model',
  ],
  [
    'Retries over several layers: 3 tries in 5 layers are 243 attempts',
    'a balancer behind a balancer is not in the model, and calls of targets are not tried again: one layer only',
  ],
  [
    'Retry budget, token bucket and breaker (Brooker 2022)',
    'published as curves without figures: examples and docs/CONFORMANCE.md hold the rules',
  ],
  [
    'Zone-aware routing of Envoy: 62.5, 25 and 12.5 %',
    'not in the model; a node keeps to its zone, or does not',
  ],
  ['Topology-aware hints of Kubernetes (KEP-2433)', 'not in the model'],
  ['Envoy’s tables of panic and slow start', 'rules and not measurements: docs/CONFORMANCE.md'],
  [
    'How many arrivals a mean needs (Whitt 1989)',
    'used to choose how long runs are: the half-widths stand in the table of intervals above',
  ],
  [
    'A log replayed under another policy is biased (CausalSim, NSDI 2023)',
    'a warning without a figure; it holds for replayed logs here too',
  ],
]
