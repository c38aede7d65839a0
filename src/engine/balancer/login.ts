/**
 * Log-in at the balancer (OIDC as an AWS ALB does it). A node lets pass who has a session; others it leads to the
 * identity provider, once:
 *
 *     node   -> client     302 to the provider
 *     client -> provider   authorize: a call; nobody has to type (model: single sign-on)
 *     client -> node       back with a code
 *     node   -> provider   token, then user info: a call each
 *     node   -> client     302 to where it wanted to go, with the cookie of its session
 *     client -> node       the request again
 *
 * All that is one attempt, which is at its node when it comes back with its session: until then it is on its way there.
 */
import { drawAt } from '../../base/draws.ts'
import { author, cause } from '../../model/outcome.ts'
import { drawsOf } from '../attempt/draws.ts'
import { CALL_FAILED, CALL_LATE, CLIENT_DONE, SIGNED_IN } from '../attempt/flags.ts'
import { finishForSystem, writeStatus } from '../attempt/lifecycle.ts'
import { hasRoom } from '../attempt/limits.ts'
import { STAGE_LOGIN, STAGE_NONE } from '../attempt/stages.ts'
import { callProvider, forgetCall } from '../dependency/calls.ts'
import { RANK_COMPLETION, wayEntry } from '../entries.ts'
import type { Attempt } from '../indices.ts'
import { TO_CLIENT, TO_NODE } from '../network/legs.ts'
import { passageUs } from '../network/transmit.ts'
import { recordChange } from '../record/rows.ts'
import type { World } from '../world.ts'
import { answer } from './answer.ts'
import type { PlannedLogin } from './plan.ts'

const NODE = author('node')
const UNAUTHENTICATED = cause('unauthenticated')
const PROVIDER_ERROR = cause('provider-error')
const PROVIDER_UNREACHABLE = cause('provider-unreachable')
const REDIRECT = cause('redirect')

/** AWS ALB: how long a client may take to log in. */
const LOGIN_TIMEOUT_US = 15 * 60_000_000

// What is due when it goes on with its log-in.
const AUTHORIZE = 1
const AUTHORIZED = 2
const ASK_TOKEN = 3
const HAS_TOKEN = 4
const ASK_USER = 5
const HAS_USER = 6
const COME_BACK = 7

/** Draws of its passages stand this far from each other, and from those of its other legs. */
const DRAW_STEP = 32
const DRAW_FIRST = 1 << 14

/** Whether a node lets an attempt pass now. If not it has its answer, or logs in first. */
export function mayPass(world: World, a: Attempt, login: PlannedLogin): boolean {
  const { attempts, clients, nowUs } = world
  if ((attempts.flags[a] & SIGNED_IN) !== 0) return true
  const isKnown = hasAccount(world, a)
  const untilUs = login.isByToken ? 0 : clients.sessionUntilUs[attempts.address[a]]
  if (login.isByToken ? isKnown : untilUs > nowUs) {
    attempts.flags[a] |= SIGNED_IN
    return true
  }
  if (login.isByToken) refuse(world, a, 401, UNAUTHENTICATED)
  else if (login.unauthenticated === 'allow') return true
  // Who denies still leads those to log in whose session has expired.
  else if (login.unauthenticated === 'deny' && untilUs === 0) refuse(world, a, 401, UNAUTHENTICATED)
  else if (isKnown) begin(world, a)
  // It stays at the provider's page: the redirect is its answer.
  else refuse(world, a, 302, REDIRECT)
  return false
}

/** An attempt goes on with its log-in. True: it has a session now, and is back at its node. */
export function onLogin(world: World, a: Attempt, sessionUs: number): boolean {
  const { attempts, network, plan } = world
  const step = attempts.loginStep[a]
  const isGone = (attempts.flags[a] & CLIENT_DONE) !== 0
  const isOut = network.isOut(plan.nodes[attempts.node[a]].site)
  attempts.stage[a] = STAGE_NONE
  if (isGone || (isOut && step !== AUTHORIZE)) {
    attempts.loginStep[a] = 0
    finishForSystem(world, a)
    return false
  }
  if ((attempts.flags[a] & CALL_FAILED) !== 0) {
    fail(world, a, step)
    return false
  }
  return next(world, a, step, sessionUs)
}

/** A call of its log-in has failed, or took too long. */
function fail(world: World, a: Attempt, step: number): void {
  const { attempts, nowUs } = world
  const isLate = (attempts.flags[a] & CALL_LATE) !== 0
  attempts.flags[a] &= ~(CALL_FAILED | CALL_LATE)
  attempts.loginStep[a] = 0
  attempts.nodeUs[a] = nowUs
  if (step !== AUTHORIZED) refuse(world, a, 500, PROVIDER_UNREACHABLE)
  else if (isLate) refuse(world, a, 401, UNAUTHENTICATED)
  else refuse(world, a, 561, PROVIDER_ERROR)
}

/** It is told to stop. */
export function leaveLogin(world: World, a: Attempt): void {
  forgetCall(world, a)
  world.attempts.loginStep[a] = 0
}

function next(world: World, a: Attempt, step: number, sessionUs: number): boolean {
  const { attempts, plan } = world
  const { timeoutUs } = plan.provider as NonNullable<World['plan']['provider']>
  attempts.loginStep[a] = step + 1
  switch (step) {
    case AUTHORIZE:
      call(world, a, 1, LOGIN_TIMEOUT_US)
      return false
    case AUTHORIZED:
      wait(world, a, passageUs(world, a, TO_NODE, draw(1)) + wayUs(world, a, 1))
      return false
    case ASK_TOKEN:
      call(world, a, 2, timeoutUs)
      return false
    case HAS_TOKEN:
      wait(world, a, wayUs(world, a, 2))
      return false
    case ASK_USER:
      call(world, a, 3, timeoutUs)
      return false
    case HAS_USER:
      signIn(world, a, sessionUs)
      wait(
        world,
        a,
        passageUs(world, a, TO_CLIENT, draw(2)) + passageUs(world, a, TO_NODE, draw(3)),
      )
      return false
    default:
      attempts.loginStep[a] = 0
      return step === COME_BACK
  }
}

/** To the client, and to the provider and half of the way back, which is counted whole here. */
function begin(world: World, a: Attempt): void {
  const { attempts } = world
  if ((attempts.flags[a] & CLIENT_DONE) !== 0) {
    finishForSystem(world, a)
    return
  }
  attempts.loginStep[a] = AUTHORIZE
  // It is on its way again.
  attempts.nodeUs[a] = -1
  attempts.routedUs[a] = -1
  wait(world, a, passageUs(world, a, TO_CLIENT, draw(0)) + wayUs(world, a, 0))
}

function signIn(world: World, a: Attempt, sessionUs: number): void {
  const { attempts, clients, nowUs, plan } = world
  const address = attempts.address[a]
  attempts.flags[a] |= SIGNED_IN
  clients.sessionUntilUs[address] = nowUs + sessionUs
  const population = attempts.population[a]
  const client = address - plan.populations[population].addressBase
  recordChange(world, 'signed-in', population, attempts.node[a], client)
}

function call(world: World, a: Attempt, n: number, timeoutUs: number): void {
  if (hasRoom(world)) callProvider(world, a, n, timeoutUs)
}

function wait(world: World, a: Attempt, us: number): void {
  world.attempts.stage[a] = STAGE_LOGIN
  world.queue.schedule(wayEntry(world, a), world.nowUs + us, RANK_COMPLETION)
}

/** The node answers by itself. */
function refuse(world: World, a: Attempt, status: number, why: number): void {
  writeStatus(world, a, status, NODE, why)
  answer(world, a)
}

const draw = (n: number): number => DRAW_FIRST + n * DRAW_STEP

/** There and back between a client or a node and the provider. */
function wayUs(world: World, a: Attempt, n: number): number {
  const { keys, provider } = world.plan
  const { way } = provider as NonNullable<World['plan']['provider']>
  return way.isFixed
    ? way.fixedUs
    : Math.round(way.quantileUs(drawsOf(world, a).atFor(keys.login, n)))
}

/** Drawn once for a client. */
function hasAccount({ attempts, plan }: World, a: Attempt): boolean {
  const { addressBase, key, knownRatio } = plan.populations[attempts.population[a]]
  if (knownRatio === 1) return true
  const { k0, k1 } = plan.keys.account
  return drawAt(key.k0 ^ k0, key.k1 ^ k1, attempts.address[a] - addressBase, 0, 0) < knownRatio
}
