/**
 * What words mean, for tips, help and docs alike: one list, one word a thing. `docs/GLOSSARY.md` is the same list.
 */
export const GLOSSARY = {
  action:
    'What a rule does with a request: forward it to target groups, redirect it, or answer it at once.',
  algorithm: 'Who serves a request, decided by one node from what that node knows.',
  attempt: 'One try of a request; a retry is the next attempt of the same request.',
  'auto-scaling':
    'A group launches and terminates instances so that a metric stays where its policy wants it: out soon, in late.',
  balancer: 'What takes requests and sends them on; it has a node in each of its zones.',
  behind:
    'What stands behind the targets, such as a database: all that call it share its connections and its one queue.',
  busy: 'Share of the slots that were at work, averaged over the time.',
  cause: 'Why an attempt has the status that it has: queue-full, idle-timeout .',
  'circuit breaker':
    'A limit on what one node may have under way in a group: what is more it answers at once, 503.',
  client: 'Who sends requests; a population is many alike.',
  cold: 'Of a target that has just started: slower for a while, because caches and connections are not there yet.',
  'cold start': 'A function has no environment free, so one starts, and the request waits for it.',
  condition: 'What a rule looks at in a request; any one of its values is enough.',
  'confidence interval':
    'The range in which a mean over many runs lies: of 100 experiments, about 95 have the truth in theirs.',
  connection: 'Client to node, or node to target, kept for more than one request.',
  container: 'A target that shares the cores of its host with the other containers there.',
  'cross-zone': 'Whether a node may send to targets of other zones.',
  crossing:
    'Share of the attempts that nodes sent to a target in another zone. The way from clients, who have a place and no zone, and health checks are not in it.',
  'deep health check':
    'A probe that goes through to what stands behind the target: so what all targets share can take all of them out at once.',
  demand: 'How much work a request is, in milliseconds at speed 1.',
  deregistered:
    'Taken out of its group: nodes that have heard of it send nothing new, and what is in flight may finish for a while.',
  'different traffic':
    'The lane changes clients or a surge, so its requests are not those of the base and differences may come from that.',
  digest: '16 hexadecimal digits over all that happened in a run: equal digests, equal runs.',
  draw: 'A random number, found by what it is for (its address), never by how many came before.',
  dropped:
    'Answered 503 by a target when its turn in the queue came, because it had waited for too long.',
  edge: 'A way between two places of the picture, with what travels on it.',
  ejected: 'Left out by a node for a while, because it answered with too many errors in a row.',
  error: 'Answered with a 5xx.',
  failed:
    'Share of the ended requests that their clients saw fail: an error, a rejection, or they gave up.',
  fault: 'What goes wrong from a moment on and for a while; it has effects from a closed list.',
  flow: 'A connection as a node of layer 4 sees it: pinned to one target by its first packet, for its life.',
  frame: 'What the world looks like at one moment of a trace.',
  'gave up': 'The client stopped waiting. The work may go on without it.',
  goal: 'The latency above which an answer counts as slow; a matter of view.',
  goodput:
    'Answers under 400 in a second that reach a client who still waits. Errors and what comes too late are not in it.',
  'health check':
    'A node asks each target at an interval; so many failures or successes in a row change its mind.',
  host: 'A machine that carries containers. It has so many cores, and carries as many slots at work at full speed.',
  'identity provider':
    'Where clients log in, and nodes ask who they are: called three times for a session.',
  imbalance:
    'Load of the busiest target over the mean load: 1 when all have their share, the number of targets when one has everything.',
  'in flight':
    "Requests that were sent and are not yet over. By Little's law it is the rate times the mean latency.",
  'instance warm-up':
    'For so long a new instance counts as capacity and not for the metric: what it does while it warms up decides nothing.',
  "Jain's index":
    'Fairness of the load, from 1 when all targets are equal down to 1/n when one of n has it all.',
  knob: 'A setting as its owner describes it: unit, range, default, help.',
  lane: 'One variant of the experiment; A is the base, the others are patches over it.',
  latency: 'From the first send of a request to its end at the client.',
  listener:
    'Where a balancer takes requests: protocol, port and the rules of what is done with them.',
  load: 'Attempts in service and waiting at a target, per slot. Above the tick at 80 % little room is left.',
  mark: 'Something on the timeline: a fault, a change of health.',
  moved:
    'Share of attempts whose client had another target the time before: what a cache at its target held is lost.',
  narrowing:
    'Who may be considered for a request, before the algorithm chooses: those of the zone, the healthy, a subset, the first priority.',
  node: 'A balancer in one zone; it knows only what it has seen itself.',
  'noisy neighbour':
    'A container that keeps the cores of its host busy, and so slows those beside it, which do nothing else than before.',
  noticed:
    'How long after its start a node held the target of a fault for unhealthy and sent it nothing more.',
  offered: 'Requests that clients send for the first time, in a second; retries are not counted.',
  'on time': 'Answered, and within the goal.',
  'one run':
    'The numbers are of a single run with this seed. Another seed gives others, so small differences prove nothing.',
  outcome: 'How a request ended for its client: answered, gave up, refused, unfinished.',
  overloaded:
    'Asked for more than the slots can do: most of them are busy all the time and much of what is offered fails or comes late.',
  overprovisioning:
    'How much more than their share the healthy targets of a priority can take; only beyond that requests spill over to the next.',
  p50: 'The median: half of the answered requests took at most this long. Failed ones have no answer and are not in it.',
  p99: '99 of 100 answered requests took at most this long, the slowest 1 in 100 longer. Failed ones have no answer and are not in it.',
  'p99.9':
    '999 of 1000 answered requests took at most this long. With few requests it hangs on a handful of them.',
  panic:
    'A node holds so few targets healthy that it no longer looks at health and sends to all of them.',
  percentiles:
    'The latency below which each share of the answers lies. The axis is stretched towards the tail: p99 to p99.9 is as wide as p90 to p99.',
  playhead: 'The simulated moment that the page shows.',
  population: 'Clients of one place with one arrival process.',
  priority:
    'Which targets are used first: 0 as long as enough of them are healthy, then 1, and so on.',
  rank: 'What happens first at one instant: completion, fault, health, timeout, arrival.',
  recording: 'Real traffic from an access log, pseudonymised; named by its hash.',
  region: 'A place with zones of its own, far from others; DNS leads clients to one of several.',
  rejected: 'Turned away without service: a full queue, a 429 or 503, or no connection.',
  replication:
    'One more run of the same scenario with another seed; in each of them all lanes meet the same traffic.',
  request: 'What a client wants; named population/user/ordinal.',
  resolver: "Who answers a client's DNS question, and keeps the answer for its TTL.",
  'retry budget':
    'The most retries there may be, as a share of the requests, or none: then each request may use all its attempts. It keeps retries from feeding an overload.',
  rule: 'Which action is taken for which requests. The first that matches decides, in order of priority; the default is last.',
  scenario: 'The whole experiment as one JSON document.',
  seed: 'Any text from which all random numbers of a run come; the same seed gives the same run.',
  sensitivity:
    'Whether the order of the lanes survives that the load, the demand, its spread, the latency or the failures are larger or smaller than was put in.',
  'service time': 'Demand divided by the speed of the target.',
  session: 'That a node knows a client: a cookie, good from a log-in on until it expires.',
  'short of cores':
    'More slots are at work on a host than it has cores: each gets cores / slots at work of a core, and all work there is slowed alike.',
  slot: 'Room for one request in service at a target.',
  'slots at work':
    'Slots in service on all containers of a host, but for those that only wait for what they have called. Each uses a core.',
  slow: 'Answered, but later than the goal; it turns amber when that happens.',
  'slow start':
    'A target that becomes healthy beside others gets a share that grows from nothing to its usual one.',
  'slowed by its host':
    'How many times longer work took because the host was short of cores, on average; 1 when it never was.',
  snapshot: 'The state of a run at one moment, from which it can go on.',
  speed: 'How much simulated time passes in one second here. Results do not depend on it.',
  subset:
    'Some of the targets, which are all that one node uses, so that not everybody is connected to everybody.',
  sweep:
    'The lanes at many values of one setting, each in several runs: where their curves cross, and from which value on a goal is met.',
  target: 'What serves requests.',
  'target group': 'The targets that an algorithm chooses from; rules forward to groups.',
  throughput: 'Answers of any status in a second, errors among them.',
  trace: 'All that happened in one lane, as tables of typed columns.',
  unstable:
    'Asked for more than can be done, so that what waits keeps growing: how long answers take then hangs on how long one looks, and no latency is claimed. What fails and what is answered is.',
  verdict: 'The word for an outcome on screen: on time, slow, error, rejected, gave up.',
  wait: 'From arrival at the target to the start of service.',
  'warm-up':
    'The beginning of the run, in which queues and caches fill. Charts show it, pale; numbers leave it out.',
  worker:
    'One of the processes or threads of a node. Each connection belongs to one; it may count alone, or share with the others. It does one thing at a time, where that takes time.',
  'zonal shift':
    'A zone is taken out of DNS by hand; who has its addresses goes on using them for a while.',
  zone: 'A failure domain of a region; the network is faster within one.',
  'zone-aware routing':
    'A node keeps requests in its zone as far as that has targets for its share of the nodes; the rest goes where there are more targets than nodes.',
} as const satisfies Readonly<Record<string, string>>

export type Term = keyof typeof GLOSSARY

/** The list as it stands, for those who show all of it. */
export const TERMS = Object.entries(GLOSSARY) as readonly (readonly [Term, string])[]
