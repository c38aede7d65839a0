/** The claim that Ballast predicts a real system, from what was measured of some: `npm run testbed`. */
import {
  FAILED_ERROR,
  NOTICED_ERROR,
  PERCENTILE_ERROR,
  SHARE_ERROR,
} from '../../testbed/compared.ts'
import { RUNS, UNQUEUED } from '../../testbed/lanes.ts'
import { agreement, type ClaimToFill, measureOf, percent, said } from '../measure.ts'
import { CHECKED_DEATHS, COUNTED_DEATHS, DEATH_COLUMNS } from './deaths.ts'
import {
  CHOICE_COLUMNS,
  CHOICE_ERROR,
  CHOICES,
  LATENCIES,
  LATENCY_COLUMNS,
  SHARE_COLUMNS,
  SHARES,
} from './lanes.ts'
import { msText, nameOf, overheadMs, rangeText, recordedOf } from './recorded.ts'

const [p50 = 0, , p99 = 0] = PERCENTILE_ERROR.ratios

const machine = UNQUEUED.map((lane) =>
  measureOf({
    id: `machine: ${lane.name}`,
    isQuick: true,
    work: () => overheadMs(lane.balancer),
    row: ([found]) => {
      const { version, runs } = recordedOf(lane)
      const [middleMs, p90Ms, p99Ms] = found ?? []
      return said(
        nameOf(lane),
        version,
        String(runs.length * lane.traffic.requests),
        msText(middleMs),
        msText(p90Ms),
        msText(p99Ms),
        rangeText(
          runs.map(({ overheadMs: [ofRun] }) => ofRun),
          msText,
        ),
      )
    },
  }),
)

export const PREDICTION: ClaimToFill = {
  id: 'prediction',
  title: 'A real system, predicted',
  says: ([latencies, shares, choices, checked, counted]) =>
    'Real NGINX and HAProxy, in front of real processes with slots and a queue, were played scripts of requests by a ' +
    `generator that waits for nobody, each ${RUNS} times. Of the same arrivals and the same work Ballast says p50, p90 and p99 within ` +
    `${percent(p50, 0)} (p99: ${percent(p99, 0)}), or ${PERCENTILE_ERROR.ms} ms, for ${agreement(latencies)} systems, and who gets what for ${agreement(shares)}; ${agreement(choices)} ` +
    `ratios of one algorithm to the other, and ${agreement(checked, counted)} figures of a target that is killed and comes back.`,
  tables: [
    {
      caption: `Latency of good answers. Measured: the middle one of ${RUNS} runs, and all of them in brackets`,
      columns: LATENCY_COLUMNS,
      measures: LATENCIES,
    },
    {
      caption: 'Who got what: requests by target, one group of numbers where all runs are alike',
      columns: SHARE_COLUMNS,
      measures: SHARES,
    },
    {
      caption:
        'What one decides by: how many times longer requests take in rotation than with fewest connections, one target of four being four times slower',
      columns: CHOICE_COLUMNS,
      measures: CHOICES,
    },
    {
      caption:
        'HAProxy, one target of three killed ten times (SIGKILL) and brought back, checked every 500 ms',
      columns: DEATH_COLUMNS,
      measures: CHECKED_DEATHS,
    },
    {
      caption:
        'NGINX without checks, one target of three killed ten times and brought back, max_fails=3 fail_timeout=1s, no request sent on',
      columns: DEATH_COLUMNS,
      measures: COUNTED_DEATHS,
    },
    {
      caption:
        'The machine: what it adds to each request, in ms, where each target has slots for everything and so nothing waits',
      columns: [
        'System',
        'Asked',
        'Requests',
        'p50',
        'p90',
        'p99',
        'Without the target, p50 by run',
      ],
      measures: machine,
    },
  ],
  apart: [
    'Most deviations are to one side, Ballast saying less, the more the longer the queues. Between two services a target spends a ' +
      'moment of its slot on writing the answer, some tenths of a millisecond, and the machine stops everything now and then: neither is in a script.',
    'What fails when a target dies fails here and there, and with another status: what it had is a 502 of Ballast, and HAProxy closes ' +
      'the connection of the client without an answer; what comes until it is found down is a 502 of Ballast and a 503 of HAProxy.',
  ],
  limits: [
    `Errors that were set after two systems had been tried, and before all were recorded: a percentile may be off by ${percent(p50, 0)} (p99: ${percent(p99, 0)}), or by ` +
      `${PERCENTILE_ERROR.ms} ms where that is more; shares of a rotation by nothing, others by ${percent(SHARE_ERROR, 0)} of the requests; what failed and ` +
      `ratios by ${percent(Math.max(FAILED_ERROR, CHOICE_ERROR), 0)}; when a target is found down or up by ${NOTICED_ERROR.spreadMs} ms around the formula, and by ${NOTICED_ERROR.meanMs} ms on average.`,
    'Ballast is told the script, the configuration and, of the machine, one number: the p50 of the last table, which is added to each ' +
      'latency. One thing followed from a first comparison: that NGINX counts seconds of the clock was not in the model before. ' +
      'Nothing was set again after it.',
    'With fewest connections a request that comes a moment sooner changes who is next, and so everything after: two runs of the ' +
      'same system send but some requests to the same target, too.',
    'The targets are made for this: so many slots, one queue, a timer for a service. That yours are such, that its work is known, ' +
      'and that it is the same under load, is what a model of your system has to assume; this says what follows if it holds.',
    'One machine with two cores that others use, where the testbed ran before all else; loopback, and loads at which the machine is ' +
      'idle enough. Not asked: networks, TLS, retries, timeouts, more than one node, more than a minute.',
    '`npm run testbed` measures anew, with the NGINX and HAProxy of a machine; `npm run validate -- prediction` then compares.',
  ],
}
