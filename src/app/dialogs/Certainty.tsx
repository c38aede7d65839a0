/** How sure the figures are: each of every lane with its bounds over many runs, and how they come about. */

import type { LaneCertainty } from '../../analysis/replications/certainty.ts'
import { CONFIDENCE, figureOf } from '../../analysis/replications/confidence.ts'
import { meanWords } from '../../analysis/replications/meanWords.ts'
import { type Metric, metricTitle } from '../../analysis/replications/metrics.ts'
import { shortRunOf, shortRunWords } from '../../analysis/replications/shortRun.ts'
import { CLAIM_CONFIDENCE, type Told } from '../../analysis/replications/tell.ts'
import { APART_RATIO, BIAS_RATIO } from '../../analysis/replications/warmUp.ts'
import { againstWords, joined, rankWords } from '../../analysis/replications/words.ts'
import { HISTOGRAM_RESOLUTION } from '../../base/histogram.ts'
import { percentText } from '../../base/percentText.ts'
import { openDialog, openSweep } from '../actions/view.ts'
import { usePage, usePageState } from '../page/page.ts'
import { metricsIn } from '../selectors/crossing.ts'
import { type LaneView, selectViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Certainty.module.css'
import { LaneTable } from './LaneTable.tsx'

const { prose, part, pressed, note, warning } = css

const percent = (share: number): string => `${percentText(share)} %`

export function Certainty({ onClose }: { readonly onClose: () => void }) {
  const certainty = usePageState((state) => state.certainty)
  const views = usePageState(selectViews)
  const scenario = usePageState((state) => state.scenario)
  return (
    <Modal title="How sure is this?" onClose={onClose}>
      {certainty === null ? (
        <p className={prose}>The runs have begun again, because something was changed.</p>
      ) : (
        <>
          <p className={prose}>
            {certainty.count} runs of this scenario, each with a seed of its own. In parentheses
            stands the {percent(CONFIDENCE)} confidence interval (CI) of the mean: of 100
            experiments like this, about {100 * CONFIDENCE} have the truth within theirs.
          </p>
          <LaneTable
            label="Figures over many runs"
            caption={`Each figure of each lane over ${certainty.count} runs, with its bounds`}
            rows="Figure"
            views={views}
          >
            {metricsIn(scenario).map((metric) => (
              <tr key={metric.id}>
                <th scope="row">{metricTitle(metric)}</th>
                {certainty.lanes.map((lane, i) => (
                  <Cell key={views[i]?.key ?? i} metric={metric} lane={lane} views={views} />
                ))}
              </tr>
            ))}
          </LaneTable>
          {certainty.lanes.map((lane, i) => (
            <ShortRun key={views[i]?.key ?? i} lane={lane} letter={views[i]?.letter ?? ''} />
          ))}
        </>
      )}
      <Method />
    </Modal>
  )
}

function ShortRun({ lane, letter }: { readonly lane: LaneCertainty; readonly letter: string }) {
  const short = shortRunOf(lane)
  if (short === null) return null
  return (
    <p className={warning}>
      The runs of lane {letter} are short: {shortRunWords(short)}. Its bounds hold the truth less
      often than they say; longer runs help more than further ones.
    </p>
  )
}

function Cell({
  metric,
  lane,
  views,
}: {
  readonly metric: Metric
  readonly lane: LaneCertainty
  readonly views: readonly LaneView[]
}) {
  const figure = figureOf(lane, metric.id)
  const { unit } = metric
  const words = meanWords(figure?.interval ?? null, { unit, stability: lane.stability })
  if (figure?.interval == null) return <td>{words}</td>
  const { told, rank } = figure
  const isNew = told !== null || (rank !== null && views.length > 2)
  return (
    <td>
      {words}
      {isNew && (
        <span className={note}>
          {told !== null && toldWords(told, views[0]?.letter ?? 'A')}
          {rank !== null && views.length > 2 && ` Place ${rankWords(rank)}.`}
        </span>
      )}
    </td>
  )
}

function toldWords({ comparison, isApart, needed }: Told, letter: string): string {
  const { kind, interval } = comparison
  if (isApart) return `${joined(againstWords(kind, interval))}.`
  if (interval.low === interval.high) return `The same as ${letter}.`
  return Number.isFinite(needed)
    ? `Not told from ${letter} yet: needs about ${needed} more runs.`
    : `Not told from ${letter}, nor by a thousand more runs.`
}

const Method = () => (
  <section className={part} aria-labelledby="certainty-method">
    <h3 id="certainty-method">How it is worked out</h3>
    <ul className={prose}>
      <li>
        One run is one throw of the dice: requests in it wait for each other, so only whole runs are
        independent. With the mean <i>m</i> of <i>n</i> runs and their standard deviation <i>s</i>,
        the bounds are <i>m</i> ± <i>t</i> × <i>s</i> / √<i>n</i>, and <i>t</i> is Student's for{' '}
        <i>n</i> − 1 degrees of freedom: 2.26 for ten runs, 2.01 for fifty. Half as wide takes four
        times as many runs.
      </li>
      <li>
        A percentile is the mean of those of the single runs, each within{' '}
        {percent(HISTOGRAM_RESOLUTION)}.
      </li>
      <li>
        In each run all lanes meet the same traffic, so they are compared run by run: what the
        traffic did to both cancels. A ratio is that of geometric means, from the logarithms.
      </li>
      <li>
        That lanes differ is claimed once {percent(CLAIM_CONFIDENCE)} bounds leave out that they are
        alike: one looks again and again as runs come, and {percent(CONFIDENCE)} would be wrong too
        often. With several lanes each has to be surer still; places are by the procedure of Holm.
      </li>
      <li>
        Of a lane that is overloaded or still growing at its end no latency is claimed: it would
        hang on how long one looks. How many fail and how many are answered does not. Of one that a
        limit stopped nothing is claimed.
      </li>
      <li>
        Whether the warm-up is long enough is told by MSER-5 over all runs together: of all cuts the
        one after which the mean is known best, up to the first fault. A shorter warm-up is said to
        be short where what it leaves in differs by {percent(APART_RATIO)}, moves the mean by{' '}
        {percent(BIAS_RATIO)}, and does so from run to run. Of traffic that varies by plan, of lanes
        that are unstable, and where the cut would take more than half, nothing is said.
      </li>
      <li>
        How many runs there are is set in the scenario panel, under Run: runs go on until p99 is
        known closely enough, or there are as many as allowed. Run 0 has the seed of the scenario,
        run 3 of the seed 7 has the seed 7~3.
      </li>
      <li>
        Bounds are about luck, not about whether the model is right, and of runs too short for their
        load they are too narrow: how often they hold a known truth was counted.
      </li>
    </ul>
    <Further />
  </section>
)

function Further() {
  const page = usePage()
  return (
    <p className={pressed}>
      <WordButton look="outlined" onClick={() => openSweep(page, null)}>
        Sweep a setting
      </WordButton>{' '}
      <WordButton look="outlined" onClick={() => openDialog(page, 'sensitivity')}>
        Sensitivity
      </WordButton>{' '}
      <WordButton look="outlined" onClick={() => openDialog(page, 'trust')}>
        How far to trust this
      </WordButton>
    </p>
  )
}
