/** The configuration of the balancer of a lane, as NGINX and HAProxy read it. */
import { nginxFile } from '../support/realBalancers.ts'
import type { TestbedLane } from './lanes.ts'

export const FRONT_PORT = 18_180
export const targetPort = (target: number): number => 18_181 + target

export const balancerFile = (lane: TestbedLane): string =>
  lane.balancer === 'nginx' ? nginxFor(lane) : haproxyFor(lane)

/** No request is sent again. */
const nginxFor = ({ lines, targets, fails }: TestbedLane): string =>
  nginxFile(
    [
      ...lines,
      ...targets.map(
        ({ weight }, i) =>
          `server 127.0.0.1:${targetPort(i)} weight=${weight} ${failsText(fails)};`,
      ),
    ],
    [
      `listen 127.0.0.1:${FRONT_PORT} backlog=4000;`,
      'keepalive_requests 1000000;',
      'proxy_next_upstream off;',
    ],
  )

/** One thread; what cannot connect is not tried again. It says on standard output whom it finds down or up. */
const haproxyFor = ({ lines, targets, check }: TestbedLane): string => `
global
  nbthread 1
  maxconn 4000
  log stdout format raw daemon notice
defaults
  mode http
  retries 0
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend front
  bind 127.0.0.1:${FRONT_PORT}
  default_backend servers
backend servers
  log global
  ${lines.join('\n  ')}
${check === null ? '' : '  option httpchk GET /health'}
${targets.map(({ weight }, i) => `  server s${i} 127.0.0.1:${targetPort(i)} weight ${weight}${checkText(check)}`).join('\n')}
`

const failsText = (fails: TestbedLane['fails']): string =>
  fails === null ? 'max_fails=0' : `max_fails=${fails.maxFails} fail_timeout=${fails.failTimeoutS}s`

const checkText = (check: TestbedLane['check']): string =>
  check === null ? '' : ` check inter ${check.interMs} fall ${check.fall} rise ${check.rise}`
