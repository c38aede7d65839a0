/**
 * Cookies that keep a client with a target: set by its answer, and sent with every request from then on. That of the
 * balancer lasts anew from each answer, that of the application from its first. Source: AWS, Application Load Balancers,
 * sticky sessions.
 */
import { author } from '../../model/outcome.ts'
import { BOUND } from '../attempt/flags.ts'
import { authorOf } from '../ending.ts'
import type { Attempt } from '../indices.ts'
import type { World } from '../world.ts'

const TARGET = author('target')

/** The answer of a target is at its client, which keeps the cookie that came with it. */
export function keepCookie(world: World, a: Attempt): void {
  const { attempts, clients, nowUs, plan } = world
  if (attempts.node[a] < 0 || authorOf(attempts.ending[a]) !== TARGET) return
  const group = attempts.group[a]
  const { stickiness } = plan.groups[group]
  if (stickiness === null || stickiness.isByAddress) return
  // An application sets no other where a request came with one.
  if (!stickiness.isRenewed && (attempts.flags[a] & BOUND) !== 0) return
  const cookie = clients.cookieOf(attempts.address[a], group)
  clients.cookie[cookie] = attempts.registration[a]
  clients.cookieUntilUs[cookie] = nowUs + stickiness.durationUs
}
