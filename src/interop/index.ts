/** The log formats that can be read; a line is read in the first that takes it. */
import { alb } from './alb.ts'
import { caddy } from './caddy.ts'
import { clf } from './clf.ts'
import { cloudFront } from './cloudFront.ts'
import { elb } from './elb.ts'
import { envoy } from './envoy.ts'
import { envoyJson } from './envoyJson.ts'
import { haproxy } from './haproxy.ts'
import { iis } from './iis.ts'
import { jsonLines } from './jsonLines.ts'
import { traefik } from './traefik.ts'

/** Those with a mark of their own come before those that take almost anything. */
export const logFormats = [
  alb,
  elb,
  envoy,
  haproxy,
  caddy,
  traefik,
  envoyJson,
  jsonLines,
  cloudFront,
  iis,
  clf,
] as const
