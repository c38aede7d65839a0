/** How far the reading of access logs is, with a way to cancel it. */
import { cancelReading } from '../actions/open.ts'
import { usePageState } from '../page/page.ts'
import { cx } from '../ui/cx.ts'
import css from './ProgressLine.module.css'

const { line, words, fill, late } = css

export function LogProgress() {
  const reading = usePageState((state) => state.logReading)
  if (reading === null) return null
  const { name, ratio } = reading
  return (
    <div className={line}>
      <span className={fill} style={{ transform: `scaleX(${ratio})` }} />
      <p className={cx(words, late)}>
        reading {name}, {Math.round(ratio * 100)} %
        <button type="button" onClick={cancelReading}>
          cancel
        </button>
      </p>
    </div>
  )
}
