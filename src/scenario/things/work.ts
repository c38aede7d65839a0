/**
 * What a node does itself: how long a request, and a new connection, keeps one of its workers busy. No time, unless it is
 * set. What is published of a core: NGINX answers 74,091 requests of 1 KB a second, 40,207 over HTTPS ("Testing the
 * Performance of NGINX and NGINX Plus Web Servers", 2017); HAProxy 2.3 forwards 2.04 million on 64 cores (Tarreau, 2021);
 * NGINX ends 350 full TLS handshakes with RSA 2048 ("NGINX SSL Performance", 2014), over 2,000 with ECDSA (2016); Maglev
 * takes 350 ns for a packet (Eisenbud et al., NSDI 2016). Nobody publishes a distribution.
 */
import * as v from 'valibot'
import { type DistributionSpec, prepareDistribution } from '../../distributions/index.ts'
import { distribution, struct } from '../document/fields.ts'

export interface Work {
  /** Of a request and its answer together; at layer 4 of their packets. */
  readonly request: DistributionSpec
  /** Of a connection that a client opens, on top of its first request. */
  readonly connection: DistributionSpec
}

/** What each is called, and what it is, in one sentence. */
export const WORK = {
  request: {
    label: 'Work of a request',
    help: 'How long a request and its answer keep the worker of their connection busy; what comes meanwhile waits, first come first served. At layer 7 a core takes 0.01 to 0.03 ms (NGINX, HAProxy), at layer 4 a tenth of that.',
  },
  connection: {
    label: 'Work of a connection',
    help: 'How long a new connection keeps its worker busy besides. A full TLS handshake takes 0.5 ms of a core with an ECDSA key and 3 ms with one of RSA (NGINX); at layer 4 there is none.',
  },
} as const

/** @internal */
export const work = v.optional(
  struct('Work of a node', {
    request: distribution(WORK.request.label, 0, WORK.request.help),
    connection: distribution(WORK.connection.label, 0, WORK.connection.help),
  }),
  {},
)

/** Whether nodes take any time for what they do. */
export const takesTime = ({ work: { request, connection } }: { readonly work: Work }): boolean =>
  prepareDistribution(request).mean > 0 || prepareDistribution(connection).mean > 0
