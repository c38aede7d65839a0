/**
 * What Ballast does not model, so that nobody looks for it in the numbers: one list, for the help of the page and for
 * `docs/CONFORMANCE.md`. What is in the model, but of our own making, says so where it stands.
 */
export const NOT_MODELLED = [
  ['Balancers', 'One behind another, nodes that come and go, addresses that change.'],
  [
    'Layer 4',
    'UDP, TLS at the node, the proxy protocol, addresses that are not preserved, passive checks, weights.',
  ],
  [
    'Rules',
    'Several listeners, regular expressions, transforms of host or path, headers that are sent twice.',
  ],
  ['Stickiness', 'Of groups with weights; cookies that a client refuses.'],
  [
    'Log-in',
    'People who type, refresh tokens, scopes, headers that tell the target who it is, the size of claims, the keys of tokens.',
  ],
  [
    'Retries and hedging',
    'Retries by a node, but for a connection that its target has just closed; and so the product of both, their budget at a node, second requests before the first is answered.',
  ],
  [
    'Errors',
    'Every status of a node but 302, 401, 500 and 561 of a log-in, 502, 503 and 504. A client that goes is no 460 but an outcome of its own.',
  ],
  [
    'Protocols',
    'HTTP/2 and its streams, headers, what TLS costs beyond its round trips and the work of a node, WebSockets.',
  ],
  [
    'The network',
    'Packets and bandwidth: a packet that is lost costs a retransmission after 200 ms, doubling.',
  ],
  [
    'Nodes',
    'A limit of what waits for their workers, and whether they notice that a client has gone before they take its request up. Workers that come and go, or take connections unevenly.',
  ],
  ['Health checks', 'Matchers, and ports and protocols of their own.'],
  ['Deploys', 'A surge, which starts new targets before old ones stop.'],
  [
    'Targets',
    'IP targets; more than one thing behind them, and what that calls in turn. Of containers: CPU shares and quotas of their own, memory, and where a scheduler would put them. Of functions: their own time-outs, limits of size, several versions.',
  ],
  [
    'DNS',
    'Several names, policies within policies, calculated health checks, and how long an edit of a record takes.',
  ],
  [
    'Scaling',
    'Several policies for one group, schedules, predictions, lifecycle hooks, zones that are evened out again; more places than a group lists targets, for those that still drain.',
  ],
] as const satisfies readonly (readonly [string, string])[]
