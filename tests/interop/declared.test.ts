import { describe, expect, it } from 'vitest'
import { declaredFormat } from '../../src/interop/declared.ts'
import { LogLine } from '../../src/interop/parts/logLine.ts'

const CLF = '192.0.2.7 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326'

describe('a format of the user', () => {
  const made = (text: string) => {
    const declared = declaredFormat(text)
    if (!declared.ok) throw new Error(declared.message)
    return (line: string) => declared.format.open()(new LogLine(line))
  }

  it('may be the whole directive of NGINX or only what it says', () => {
    const body = '$remote_addr - $remote_user [$time_local] "$request" $status $request_time'
    const line = '203.0.113.5 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.1" 200 0.250'
    for (const text of [
      body,
      `log_format timed '${body}';`,
      `log_format timed escape=json "${body.replaceAll('"', '\\"')}";`,
    ]) {
      expect(made(text)(line)).toMatchObject({
        client: '203.0.113.5',
        path: '/a',
        took: { ms: 250, of: 'request' },
      })
    }
  })

  it('takes the time of the end back to the start where NGINX tells it finely', () => {
    const read = made('$msec $remote_addr "$request" $status $request_time')
    expect(read('1714903200.500 203.0.113.5 "GET / HTTP/1.1" 200 0.250')).toMatchObject({
      atMs: 1_714_903_200_250,
    })
  })

  it('knows who answered: an upstream, the last of several, or NGINX itself', () => {
    const read = made('$remote_addr [$time_iso8601] "$request" $status $upstream_addr')
    const line = '203.0.113.5 [2024-05-05T10:00:00+00:00] "GET / HTTP/1.1" 200'
    expect(read(`${line} 10.0.0.1:80, 10.0.0.2:80`)).toMatchObject({ target: '10.0.0.2:80' })
    expect(read(`${line} -`)).toEqual({
      notReplayed: 'answered by the balancer itself (no upstream)',
    })
  })

  it.each([
    ['%D', '250000'],
    ['%T', '0.25'],
    ['%{ms}T', '250'],
    ['%{us}T', '250000'],
  ])('reads %s of Apache', (directive, text) => {
    const read = made(`LogFormat "%h %l %u %t \\"%r\\" %>s %b ${directive}" timed`)
    expect(read(`${CLF} ${text}`)).toMatchObject({ took: { ms: 250, of: 'request' }, bytes: 2326 })
  })

  it('reads other orders, and a request in parts', () => {
    const read = made('%{X-Forwarded-For}i %a %{%Y-%m-%dT%H:%M:%S}t %m %U%q %>s')
    expect(
      read('203.0.113.5, 10.1.1.1 10.0.0.1 2024-05-05T10:00:00 POST /cart?id=2 200'),
    ).toMatchObject({ client: '203.0.113.5', path: '/cart', status: 200 })
    const tabbed = made('%{X-Forwarded-For}i\\t%a\\t%{%Y-%m-%dT%H:%M:%S}t\\t%m\\t%U\\t%>s')
    expect(
      tabbed('203.0.113.5, 10.1.1.1\t10.0.0.1\t2024-05-05T10:00:00\tPOST\t/cart\t200'),
    ).toMatchObject({ client: '203.0.113.5', method: 'POST', path: '/cart', hasZone: false })
  })

  it.each([
    ['combined', 'has no variables'],
    ['$remote_addr$time_local "$request"', 'has $remote_addr and $time_local with nothing between'],
    ['$remote_addr "$request" $status', 'has no time'],
    ['$remote_addr [$time_local] $status', 'has no request'],
    [`$a ${'x'.repeat(5000)}`, 'is longer than 4000 characters'],
  ])('is refused with a word: %s', (text, word) => {
    const declared = declaredFormat(text)
    expect(declared.ok ? '' : declared.message).toContain(word)
  })
})
