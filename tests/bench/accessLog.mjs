/** A made-up access log in the Combined Log Format, the same every time: requests of some thousand clients in a day. */

const DAY_SECONDS = 86_400
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Safari/604.1',
  'curl/8.5.0',
]

/**
 * The lines in pieces of text, each with its line end. Addresses are of RFC 2544's range for benchmarks.
 * @param {number} count
 * @returns {Generator<string>}
 */
export function* accessLog(count) {
  let state = 1
  const below = (/** @type {number} */ n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  let text = ''
  for (let i = 0; i < count; i++) {
    const second = Math.floor((i / count) * DAY_SECONDS)
    const client = `198.18.${below(20)}.${below(256)}`
    const path = below(4) === 0 ? `/search?q=${below(100_000)}` : `/shop/item-${below(3000)}.html`
    text += `${client} - - [01/May/2024:${clock(second)} +0000] "GET ${path} HTTP/1.1" ${below(50) === 0 ? 404 : 200} ${below(60_000)} "https://shop.example/" "${AGENTS[below(3)]}"\n`
    if (text.length > 60_000) {
      yield text
      text = ''
    }
  }
  yield text
}

/** @param {number} second */
const clock = (second) =>
  [second / 3600, (second / 60) % 60, second % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':')
