/**
 * Who asked. The rules, in this order:
 * - A list of forwarded addresses (`X-Forwarded-For`) is told from nearest to the client to nearest to the server, so
 *   its first address is the client's. Where a log has a list and the address of the connection, the list counts.
 * - A port is dropped, and so are a name in front of the address (`shop.example:443 192.0.2.1`), the number that
 *   `grep -n` writes, and what a collector (syslog, Kubernetes, Docker) puts before the line.
 * - A name instead of an address is taken as it is.
 */

/** The client from one field of a log: an address, with a port or not, a list of them, or a name; null for none. */
export function clientOf(field: string): string | null {
  for (const piece of field.includes(',') ? field.split(',', 64) : [field]) {
    const word = lastWord(piece)
    if (word === '' || word === '-' || word === 'unknown') continue
    return bareHost(word)
  }
  return null
}

/**
 * The client from `address:port`, where the format always has a port: behind an address of IPv6 without brackets it
 * could not be told from a group.
 */
export function clientWithPort(field: string): string | null {
  const word = lastWord(field)
  const colon = word.lastIndexOf(':')
  const host = word.slice(0, colon)
  return colon > 0 && isAddress6(host) ? host : clientOf(word)
}

/** The client from forwarded addresses: null unless the field is such a list, so that other fields can be asked. */
export function forwardedClient(field: string): string | null {
  if (field.length < 2 || !/^[0-9a-fA-F.:,\s[\]unkow"-]+$/.test(field)) return null
  const client = clientOf(field)
  return client !== null && isAddress(client) ? client : null
}

/**
 * The client of a line in which `client ident user` stand before the time, with anything in front of them:
 * the address before the ident `-` (with the list that it ends), else the last address, else the third word from the
 * end, else the first.
 */
export function clientBefore(text: string): string | null {
  const blank = text.indexOf(' ')
  if (blank > 0 && text.startsWith('- ', blank + 1) && !text.includes(',')) {
    const word = text.slice(0, blank)
    if (isPlainHost(word)) return word
  }
  const words = text.split(' ').filter((word) => word !== '')
  const hosts = words.map((word) => bareHost(word))
  const before = hosts.findIndex((host, i) => words[i + 1] === '-' && isAddress(host))
  if (before >= 0) return firstOfList(words, hosts, before)
  for (let i = hosts.length - 1; i >= 0; i--) {
    if (isAddress(hosts[i] as string)) return firstOfList(words, hosts, i)
  }
  const third = words.length - 3
  const isIdent = third >= 0 && words[third + 1] === '-'
  const named = isIdent ? third : words.findIndex((word, i) => i > 0 && word === '-') - 1
  return hosts[named >= 0 ? named : Math.max(0, third)] ?? null
}

/** Goes back through `a, b, c` from its last address to the first that is one. */
function firstOfList(words: readonly string[], hosts: readonly string[], last: number): string {
  let first = last
  for (let i = last - 1; i >= 0 && words[i]?.endsWith(','); i--) {
    if (isAddress(hosts[i] as string)) first = i
  }
  return hosts[first] as string
}

function lastWord(text: string): string {
  const word = text.trim()
  const blank = word.lastIndexOf(' ')
  return blank < 0 ? word : word.slice(blank + 1)
}

/** Letters, digits, dots, hyphens: nothing that has to be taken off. */
function isPlainHost(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    const isPlain =
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x30 && code <= 0x39) ||
      code === 0x2e ||
      code === 0x2d ||
      (code >= 0x41 && code <= 0x5a)
    if (!isPlain) return false
  }
  return word !== '-'
}

/** An address or a name without port, brackets, quotes, commas and what stands before a colon. */
function bareHost(word: string): string {
  if (word.length > 300) return word.slice(0, 300)
  let bare = word
  while (bare !== '' && '"(<,;'.includes(bare[0] as string)) bare = bare.slice(1)
  while (bare !== '' && '"),;>'.includes(bare[bare.length - 1] as string)) bare = bare.slice(0, -1)
  const bracket = bare.indexOf('[')
  if (bracket >= 0) {
    const close = bare.indexOf(']', bracket)
    const inner = bare.slice(bracket + 1, close < 0 ? undefined : close)
    return isAddress(inner) ? bareHost(inner) : bare
  }
  if (!bare.includes(':')) return bare
  const pieces = bare.split(':')
  const four = pieces.find((piece) => isAddress4(piece))
  if (four !== undefined) return four
  if (isAddress6(bare)) return withoutNumber(bare)
  const named = pieces.filter((piece) => piece !== '' && !/^\d+$/.test(piece))
  return named.at(-1) ?? bare
}

/** `12:2001:db8::1` is the twelfth line of `grep -n`: what follows is an address of the internet, and 12 is not. */
function withoutNumber(address: string): string {
  const rest = address.slice(address.indexOf(':') + 1)
  const isNumbered = /^\d+$/.test(address.slice(0, address.indexOf(':')))
  return isNumbered && !isGlobal6(address) && isGlobal6(rest) ? rest : address
}

const isGlobal6 = (text: string): boolean =>
  /^(?:[23][0-9a-f]{3}|f[cde][0-9a-f]{2}):/i.test(text) && isAddress6(text)

const isAddress = (word: string): boolean => isAddress4(word) || isAddress6(word)

const isAddress4 = (word: string): boolean =>
  word.length <= 15 && /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(word)

/** Hexadecimal groups and at least two colons; a zone index (`%eth0`) may follow. */
function isAddress6(word: string): boolean {
  if (word.length > 60 || word.indexOf(':') === word.lastIndexOf(':')) return false
  return /^[0-9a-f:]+(?:%\w+)?$/i.test(word) && (word.includes('::') || word.split(':').length >= 8)
}
