/**
 * Numbers that stand for things, each with a type of its own, so that two of them cannot be swapped: a target's number
 * does not index a column of attempts. Where there may be none the number is `NONE`, and one asks `< 0`.
 */
type Index<Of extends string> = number & { readonly of: Of }

export type Attempt = Index<'attempt'>
export type Connection = Index<'connection'>
export type Population = Index<'population'>
/** A client address, numbered over all populations. */
export type Address = Index<'address'>
export type Region = Index<'region'>
export type Resolver = Index<'resolver'>
/** One who looks at an answer for the DNS, of all answers of all records. */
export type Checker = Index<'checker'>
/** A record as one resolver holds it: resolvers × records. */
export type HeldAnswer = Index<'held answer'>
/** What a record may answer: a node, or a target itself. */
export type Entry = Index<'entry'>
export type Balancer = Index<'balancer'>
export type Node = Index<'node'>
/** A rule of a balancer's listener, in the order in which they are asked; the default is the last. */
export type Rule = Index<'rule'>
export type Group = Index<'group'>
/** A machine whose cores containers share. */
export type Host = Index<'host'>
export type Target = Index<'target'>
/** A target in a group (AWS: registered target). */
export type Registration = Index<'registration'>
/** What one node knows of one registration: nodes × registrations. */
export type Pair = Index<'pair'>
/** Who decides at a node: a worker process of it, or all of them as one where they share everything. */
export type Worker = Index<'worker'>
/** A worker process or thread of a node, whatever it shares: it works on one thing at a time. */
export type Process = Index<'process'>
/** What one worker counts of one registration (NGINX: a peer of the worker's own): workers × registrations. */
export type Peer = Index<'peer'>
/** What one worker knows of one group: workers × groups. */
export type View = Index<'view'>
/** A zone, or a place of clients: what the network lies between. */
export type Site = Index<'site'>
/** The way between the two ends of a connection. */
export type Route = Index<'route'>
/** A stretch of a route, from one site to another. */
export type Hop = Index<'hop'>
/** What a client keeps of a group: addresses × groups. */
export type Cookie = Index<'cookie'>
/** Something that is called: what stands behind the targets, the identity provider. */
export type Station = Index<'station'>
/** The only row of a column that has one. */
export type Only = Index<'only'>

export const ONLY = 0 as Only
/** No thing of the kind. */
export const NONE = -1 as never
