/** The picture of an example; its words say the same, so it is for eyes alone. */
import { LANE_LETTERS } from '../../scenario/things/lanes.ts'
import { FIGURE_WORDS, linePath, type Picture } from '../../view/gallery/picture.ts'
import css from './Gallery.module.css'

const { picture: frame, lines, line, fault, figure } = css

const LETTERS = LANE_LETTERS.toLowerCase()

export const PictureOf = ({ picture }: { readonly picture: Picture | undefined }) => (
  <span className={frame} aria-hidden="true">
    {picture !== undefined && (
      <>
        {picture.faults.map(([from, to]) => (
          <span
            key={`${from} ${to}`}
            className={fault}
            style={{ left: `${from}%`, width: `${Math.max(1, to - from)}%` }}
          />
        ))}
        <span className={figure}>{FIGURE_WORDS[picture.figure]}</span>
        <svg className={lines} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {picture.lanes.map((heights, i) => (
            <path
              key={LETTERS[i]}
              className={line}
              d={linePath(heights)}
              style={{ stroke: `var(--lane-${LETTERS[i]})` }}
            />
          ))}
        </svg>
      </>
    )}
  </span>
)
