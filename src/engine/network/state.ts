/** What is remembered of the network: which sites have vanished, and how many packets are lost between two. */
import { type Column, Columns, float64, int32 } from '../columns.ts'
import type { Site } from '../indices.ts'
import type { PlannedNetwork } from './plan.ts'

export class NetworkState extends Columns {
  /** How many faults keep a site out. */
  readonly out: Column<Site>
  /** How many times it is kept out of DNS. */
  readonly unnamed: Column<Site>
  /** sites × sites: share of the packets that are lost. */
  readonly loss: Column<number>
  /** How many faults lose packets: 0 saves every look at `loss`. */
  losses = 0
  private readonly sites: number

  constructor({ sites }: PlannedNetwork) {
    super()
    this.sites = sites.length
    this.out = int32<Site>(sites.length)
    this.unnamed = int32<Site>(sites.length)
    this.loss = float64<number>(sites.length * sites.length)
  }

  lossBetween(near: Site, far: Site): number {
    return this.loss[near * this.sites + far]
  }

  /** Packets are lost both ways. */
  setLoss(near: Site, far: Site, ratio: number): void {
    this.loss[near * this.sites + far] = ratio
    this.loss[far * this.sites + near] = ratio
  }

  isOut(site: Site): boolean {
    return this.out[site] > 0
  }
}
