/** That the numbers leave out too little of the beginning, with a button that leaves out enough. */
import {
  type ShortWarmUp as Short,
  secondsText,
  shortWarmUpWords,
} from '../../analysis/replications/shortWarmUp.ts'
import { endEdit } from '../actions/edit.ts'
import { setKnob } from '../actions/settings.ts'
import { usePage, usePageState } from '../page/page.ts'
import { selectViews } from '../selectors/laneViews.ts'
import { WordButton } from '../ui/Button.tsx'
import css from './ShortWarmUp.module.css'

const { line, sentence } = css

export function ShortWarmUp({ short }: { readonly short: Short }) {
  const page = usePage()
  const views = usePageState(selectViews)
  const words = shortWarmUpWords(
    short,
    views.map(({ letter }) => letter),
  )
  const set = (): void => {
    setKnob(page, { lane: null, places: [['warmUpMs']] }, short.warmUpMs)
    endEdit(page)
  }
  return (
    <p className={line} role="status">
      <span className={sentence} data-tip={words}>
        {words}
      </span>
      <WordButton look="outlined" onClick={set}>
        Leave out {secondsText(short.warmUpMs)}
      </WordButton>
    </p>
  )
}
