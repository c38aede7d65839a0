/** What the marks of a stage mean, for help: in the order of the way of a request. Beside it stands what draws them. */
export const MARKS: readonly (readonly [string, string])[] = [
  // clients.ts, routes.ts
  [
    'Bar at the left',
    'A population of clients, with the requests that it sends in a second. As high as its share of the traffic.',
  ],
  [
    'Band',
    'What goes a way in a second: a band twice as wide carries twice as much. Widths hold for one lane at one moment and have no scale.',
  ],
  // resolvers.ts
  [
    'Circle with squares',
    'A resolver of the DNS. Its dark arc is what is left of the TTL, its squares are the nodes of the answer that it holds. Red: it holds an address where nobody answers.',
  ],
  // dots.ts
  [
    'Dot',
    'One request on its way; hollow on its way back. Green is within the goal, amber above it, grey when its client has given up and somebody still works on it. With a violet ring it is another attempt.',
  ],
  ['Red diamond', 'An answer of 500 or more, where it was written.'],
  ['Black cross', 'A request that was turned away: a full queue, or a target that is down.'],
  [
    'Amber cross',
    'At the clients: a request that was given up, after all the time that its client had.',
  ],
  // nodes.ts, ports.ts
  [
    'Rounded square',
    'A balancer node, with the letter of its zone. With lines through it, it passes connections on (layer 4). Where what it does takes time it fills from below with how busy its workers are, amber when it is full, and what waits for them stands to its left. Dashed in red: its zone is out.',
  ],
  [
    'Numbers at a node',
    'Its rules by priority, dark where the selected request matched. A hook and a status: the node answers itself.',
  ],
  // beliefs.ts
  [
    'Row of cells below a node',
    'What it believes of each target, where targets come and go: full where it sends, filling in slow start, dashed where it has heard that the target leaves, red where it sends to one that has gone.',
  ],
  // provider.ts
  [
    'Key',
    'The identity provider, where clients log in. Its ring fills with the calls that it works on.',
  ],
  // targets.ts
  [
    'Upright line',
    'The gate of a target: what waits stands before it. Dashed in red while the target is down.',
  ],
  [
    'Ring before a name',
    'Health, one piece for each node, from the top clockwise: green healthy, red unhealthy, with a cross, amber ejected, dotted where nobody knows: not yet checked, or the zone of the node is out.',
  ],
  [
    'Row of round places',
    'The slots of a target, filled while they are at work. Many slots are one bar with eight ticks.',
  ],
  [
    'Line under the slots',
    'Load over the last moments: amber when requests wait and it is past the tick at 80 %.',
  ],
  // dependency.ts
  [
    'Bar behind the targets',
    'What all targets call, such as a database: filled by the calls that it works on, with the number of those that wait.',
  ],
  // queues.ts
  [
    'Heap before a gate',
    'Requests that wait, the first of them nearest. At high speed a block, as long as its share of the limit.',
  ],
]
