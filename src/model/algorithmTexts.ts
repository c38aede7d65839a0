/** What is told of an algorithm on its page, and nowhere before: how it works, what it is good for, what others call it. */
export interface AlgorithmTexts {
  /** How it works, in three sentences. */
  readonly does: readonly [string, string, string]
  /** The rule as it would be written down, line by line. */
  readonly law: readonly string[]
  /** When to take it, and when not: a sentence each. */
  readonly goodAt: string
  readonly badAt: string
  /** Where it comes from: author, venue, year; or the real thing, and what in it is our model. */
  readonly source: string
  /** How each product is told to do it; `none; nearest: ...` where it cannot. What is typed stands in backquotes. */
  readonly spelled: Readonly<Record<Product, string>>
}

export type Product = 'nginx' | 'haproxy' | 'envoy' | 'aws'

export const PRODUCT_NAMES: Readonly<Record<Product, string>> = {
  nginx: 'NGINX',
  haproxy: 'HAProxy',
  envoy: 'Envoy',
  aws: 'AWS (ALB)',
}
