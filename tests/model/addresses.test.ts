import { expect, test } from 'vitest'
import { addressIn, planBlock } from '../../src/model/addresses.ts'

const addresses = (block: string, clients: readonly number[]): string[] =>
  clients.map((client) => addressIn(planBlock(block), client).join('.'))

test('clients have the addresses of their range in turn, and around again where it is smaller', () => {
  expect(addresses('10.1.0.0/16', [0, 1, 256, 65_535, 65_536])).toEqual([
    '10.1.0.0',
    '10.1.0.1',
    '10.1.1.0',
    '10.1.255.255',
    '10.1.0.0',
  ])
  expect(addresses('10.1.2.250/24', [0, 255])).toEqual(['10.1.2.0', '10.1.2.255'])
})

test('a range of one address is all clients behind it', () => {
  expect(addresses('203.0.113.7', [0, 1, 999])).toEqual(new Array(3).fill('203.0.113.7'))
})

test('an IPv6 address has sixteen bytes, of which the last four tell clients apart', () => {
  expect(addresses('2001:db8::/32', [258])).toEqual(['32.1.13.184.0.0.0.0.0.0.0.0.0.0.1.2'])
})
