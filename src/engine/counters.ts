/** Counts of a whole run, and the integral of requests in the system over time. */
import { OUTCOMES } from '../model/outcome.ts'
import { type Column, Columns, float64 } from './columns.ts'

const REQUESTS = 0
const ATTEMPTS = 1
const RETRIES = 2
const EVENTS = 3
const IN_SYSTEM = 4
const IN_SYSTEM_SINCE = 5
const IN_SYSTEM_AREA = 6
const PROBES = 7
const COUNTS = 8

/** Those that a step counts up stand in one typed array, because a field of an object changes its form when its number outgrows 31 bits. */
export class Counters extends Columns {
  /** Requests by how they ended: positions of OUTCOMES. */
  readonly ended: Column<number> = float64<number>(OUTCOMES.length)
  private readonly cells = new Float64Array(COUNTS)

  get requests(): number {
    return this.cells[REQUESTS]
  }
  set requests(count: number) {
    this.cells[REQUESTS] = count
  }

  get attempts(): number {
    return this.cells[ATTEMPTS]
  }
  set attempts(count: number) {
    this.cells[ATTEMPTS] = count
  }

  get retries(): number {
    return this.cells[RETRIES]
  }
  set retries(count: number) {
    this.cells[RETRIES] = count
  }

  get events(): number {
    return this.cells[EVENTS]
  }
  set events(count: number) {
    this.cells[EVENTS] = count
  }

  /** Health checks whose node knows how they ended. */
  get probes(): number {
    return this.cells[PROBES]
  }
  set probes(count: number) {
    this.cells[PROBES] = count
  }

  /** Requests in the system, integrated up to when it last changed, in request-microseconds. */
  get inSystemAreaUs(): number {
    return this.cells[IN_SYSTEM_AREA]
  }

  /** So many more requests are in the system from now on. */
  changeInSystem(by: number, nowUs: number): void {
    const { cells } = this
    const inSystem = cells[IN_SYSTEM]
    cells[IN_SYSTEM_AREA] += inSystem * (nowUs - cells[IN_SYSTEM_SINCE])
    cells[IN_SYSTEM_SINCE] = nowUs
    cells[IN_SYSTEM] = inSystem + by
  }
}
