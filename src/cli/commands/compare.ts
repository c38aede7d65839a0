import { METRICS } from '../../analysis/replications/metrics.ts'
import { isEnough, STOP_BY } from '../../analysis/replications/stopping.ts'
import { HISTOGRAM_RESOLUTION } from '../../base/histogram.ts'
import { percentText } from '../../base/percentText.ts'
import { chosenLanes } from '../choose.ts'
import type { Command } from '../command.ts'
import { EXIT } from '../io.ts'
import {
  experimentOf,
  howMany,
  MANY_RUNS,
  metricsNamed,
  openEdited,
} from '../replications/asked.ts'
import { comparisonResult } from '../replications/comparisonResult.ts'
import { comparisonText } from '../replications/comparisonText.ts'
import { replicate } from '../replications/replicate.ts'
import { SOURCES } from '../source.ts'

const METRICS_SHOWN = 'p50,p99,goodput,errors'

export const compare: Command = {
  name: 'compare',
  usage: 'FILE|LINK|-',
  summary: 'Simulates every lane with many seeds, and says how sure the differences are.',
  details: `${SOURCES}
Every lane of one replication meets the same traffic, so lanes are compared pair by pair: Student's t over the
replications, of means, of percentiles (the mean of those of each run) and of the logarithm of ratios. Several lanes
are ranked by the procedure of Holm. Of a lane that is unstable no latency is claimed; what fails and what is
answered is. A warm-up that is clearly too short is told (MSER-5, up to the first fault).
How many threads share the work changes nothing in what is printed. Percentiles of single runs are within ${percentText(HISTOGRAM_RESOLUTION)} %.`,
  examples: [
    'compare one-slow-target --replications 20',
    'compare shop.json --until-half-width 2% --metric p99,errors',
    'compare shop.json --json > comparison.json',
  ],
  words: { min: 1, max: 1 },
  options: {
    ...MANY_RUNS,
    metric: {
      value: 'NAME,...',
      help: `Of ${METRICS.map(({ id }) => id).join(', ')}; ${METRICS_SHOWN} if left out.`,
    },
    lane: { value: 'LANE', isMultiple: true, help: 'Only this lane, by letter or id; repeatable.' },
    json: { help: 'Print the comparison as JSON (see: ballast schema comparison).' },
  },
  async run(line, io) {
    const metrics = metricsNamed(line.value('metric') ?? METRICS_SHOWN)
    const opened = await openEdited(line, io)
    const { scenario } = opened
    const { max, halfWidthRatio, workers } = howMany(scenario, line)
    const refs = chosenLanes(scenario, line)
    const experiment = await experimentOf(opened, refs, line, io)
    // As the page does, unless figures are named.
    const stopBy = line.value('metric') === undefined ? STOP_BY : metrics
    const wanted = { halfWidthRatio, metrics: stopBy }
    const found = await replicate(
      experiment,
      {
        numbers: Array.from({ length: max }, (_, i) => i),
        isEnough: (so) => isEnough(so, wanted),
        workers,
      },
      io,
    )
    const result = comparisonResult(scenario, { refs, found, metrics })
    io.out(line.has('json') ? JSON.stringify(result, null, 2) : comparisonText(result))
    return EXIT.ok
  },
}
