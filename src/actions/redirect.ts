/** Tells the client to ask elsewhere. */
import { choice, type KnobValues, text } from '../base/knobs.ts'
import { defineAction, type Verdict } from './define.ts'

/** What stands for the part of the request's own address. */
const SAME = {
  host: '#{host}',
  port: '#{port}',
  path: '/#{path}',
  query: '#{query}',
} as const

const part = (
  name: string,
  help: string,
  own: string,
  form: { readonly max: number; readonly pattern: RegExp; readonly allowed: string },
) => text({ label: name, help, min: own === SAME.query ? 0 : 1, default: own, ...form })

const knobs = {
  status: choice({
    label: 'Status',
    help: 'Whether it has moved for good (browsers remember that) or for now.',
    options: [
      { id: '301', label: '301 for good' },
      { id: '302', label: '302 for now' },
    ],
    default: '301',
  }),
  protocol: choice({
    label: 'To protocol',
    help: 'From HTTPS there is no way to HTTP.',
    options: [
      { id: 'same', label: 'the same' },
      { id: 'http', label: 'HTTP' },
      { id: 'https', label: 'HTTPS' },
    ],
    default: 'same',
  }),
  host: part('To host', 'The new host; #{host} is the old one.', SAME.host, {
    max: 128,
    pattern: /^[A-Za-z0-9.#{}-]+$/,
    allowed: 'a host, in which #{host} may stand,',
  }),
  port: part('To port', 'The new port; #{port} is the old one.', SAME.port, {
    max: 7,
    pattern: /^(#\{port\}|[1-9]\d{0,4})$/,
    allowed: 'a port or #{port}',
  }),
  path: part('To path', 'The new path; #{path} is the old one without its slash.', SAME.path, {
    max: 128,
    pattern: /^\/[\x21-\x7e]*$/,
    allowed: 'a path that begins with /, in which #{path} may stand,',
  }),
  query: part('To query', 'The new query; #{query} is the old one.', SAME.query, {
    max: 128,
    pattern: /^[\x21-\x7e]*$/,
    allowed: 'a query, in which #{query} may stand,',
  }),
} as const

type Redirect = KnobValues<typeof knobs>

export const redirect = defineAction({
  id: 'redirect',
  label: 'Redirect',
  summary: 'The node answers with another address. Here the answer ends the request.',
  source: 'AWS Application Load Balancer, redirect actions; that no client follows it is our model',
  knobs,
  check({ protocol, host, port, path }) {
    const isSame =
      protocol === 'same' && host === SAME.host && port === SAME.port && path === SAME.path
    return isSame
      ? 'A redirect must change protocol, host, port or path, or it leads to itself. Change one.'
      : null
  },
  verdict: ({ status }: Redirect): Verdict => ({
    kind: 'answer',
    status: Number(status),
    cause: 'redirect',
  }),
  start: () => ({ path: '/moved/#{path}' }),
  words: (spec) => `redirect ${spec.status} to ${elsewhere(spec)}`,
  misfit: ({ protocol }, own) =>
    own === 'https' && protocol === 'http'
      ? 'is "http", but its listener takes HTTPS, from which there is no way back to HTTP. Choose another.'
      : null,
})

/** What it changes: `https`, `shop.example/new`. */
function elsewhere({ protocol, host, port, path }: Redirect): string {
  const place = [
    host === SAME.host ? '' : host,
    port === SAME.port ? '' : `:${port}`,
    path === SAME.path ? '' : path,
  ].join('')
  return [protocol === 'same' ? '' : protocol, place].filter((one) => one !== '').join(' ')
}
