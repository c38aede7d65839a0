/** A distribution as a small picture: how many samples take how long, on a logarithmic axis. */
import { densityOf } from '../../analysis/density.ts'
import type { DistributionSpec } from '../../distributions/index.ts'
import { formatMs } from '../../view/format.ts'
import css from './DensityPicture.module.css'

const { picture, bar } = css

const BARS = 48

interface DensityPictureProps {
  readonly spec: DistributionSpec
  readonly isLarge?: boolean
}

export function DensityPicture({ spec, isLarge = false }: DensityPictureProps) {
  const { shares, fromMs, toMs, meanMs, p50Ms, p99Ms } = densityOf(spec, BARS)
  const highest = Math.max(...shares)
  const words = `From ${formatMs(fromMs)} to ${formatMs(toMs)}: half take at most ${formatMs(p50Ms)}, 99 % at most ${formatMs(p99Ms)}; ${formatMs(meanMs)} on average. The axis of time is logarithmic.`
  return (
    <svg
      className={picture}
      data-large={isLarge}
      data-tip={words}
      viewBox={`0 0 ${BARS} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      {shares.map((share, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is nothing but its place
          key={i}
          className={bar}
          x={i + 0.1}
          width={0.8}
          y={1 - share / highest}
          height={share / highest}
        />
      ))}
    </svg>
  )
}
