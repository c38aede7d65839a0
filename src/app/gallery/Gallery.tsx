/** The scenarios that come with Ballast, by what they are about: one looks for a question, and opens it. */
import { useEffect, useId, useRef, useState } from 'react'
import { withoutDefaults } from '../../scenario/document/canonical.ts'
import type { Preset, Topic } from '../../scenario/presets/preset.ts'
import { TOPICS } from '../../scenario/presets/preset.ts'
import type { Picture, Pictures } from '../../view/gallery/picture.ts'
import { openPreset } from '../actions/open.ts'
import { loadPart } from '../page/loadPart.ts'
import { type Page, usePage, usePageState } from '../page/page.ts'
import { Modal } from '../ui/Modal.tsx'
import { usesTouch } from '../ui/useMedia.ts'
import css from './Gallery.module.css'
import { PictureOf } from './PictureOf.tsx'

const {
  body,
  search,
  topics,
  topicList,
  topicButton,
  count,
  content,
  part,
  grid,
  card,
  title,
  source,
  question,
  none,
} = css

interface Loaded {
  readonly presets: readonly Preset[]
  readonly pictures: Pictures
}

const importAll = async (): Promise<Loaded> => {
  const [{ presets }, pictures] = await Promise.all([
    import('../../scenario/presets/index.ts'),
    import('./pictures.json'),
  ])
  return { presets, pictures: pictures.default as unknown as Pictures }
}

export function Gallery({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const openTitle = usePageState((state) => state.scenario.title)
  const { presets, pictures } = useLoaded(page)
  const [words, setWords] = useState('')
  const [topic, setTopic] = useState<Topic | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const matching = presets.filter((preset) => hasWords(preset, words))
  const shown = matching.filter((preset) => topic === null || preset.topic === topic)
  const choose = (preset: Preset): void => {
    onClose()
    openPreset(page, preset)
  }
  return (
    <Modal
      title="Scenarios"
      onClose={onClose}
      form="full"
      {...(usesTouch() ? {} : { initialFocus: input })}
    >
      <div className={body}>
        <div className={topics}>
          <input
            ref={input}
            className={search}
            type="search"
            placeholder="Search"
            aria-label="Search the scenarios"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => {
              const [first] = shown
              if (event.key !== 'Enter' || words === '' || first === undefined) return
              // Else what has the focus next is pressed, too.
              event.preventDefault()
              choose(first)
            }}
          />
          <TopicList all={presets} matching={matching} topic={topic} onChoose={setTopic} />
        </div>
        <div className={content}>
          {topicsOf(shown).map((each) => (
            <section key={each} className={part} aria-labelledby={`${id}${each}`}>
              <h3 id={`${id}${each}`}>{TOPICS[each]}</h3>
              <ul className={grid}>
                {shown
                  .filter((preset) => preset.topic === each)
                  .map((preset) => (
                    <li key={preset.id}>
                      <Card
                        preset={preset}
                        picture={pictures[preset.id]}
                        isOpen={preset.scenario.title === openTitle}
                        onChoose={() => choose(preset)}
                      />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
          <p className={none} role="status">
            {presets.length > 0 && shown.length === 0 && `No scenario has “${words}” in it.`}
          </p>
        </div>
      </div>
    </Modal>
  )
}

const NOTHING: Loaded = { presets: [], pictures: {} }

/** Nothing until they are there. */
function useLoaded(page: Page): Loaded {
  const [loaded, setLoaded] = useState(NOTHING)
  useEffect(() => {
    const what = 'The scenarios that come with Ballast'
    void loadPart(page.store, what, importAll).then((all) => all !== null && setLoaded(all))
  }, [page])
  return loaded
}

interface CardProps {
  readonly preset: Preset
  readonly picture: Picture | undefined
  readonly isOpen: boolean
  readonly onChoose: () => void
}

const Card = ({ preset, picture, isOpen, onChoose }: CardProps) => (
  <button type="button" className={card} aria-current={isOpen} onClick={onChoose}>
    <PictureOf picture={picture} />
    <span className={title}>{preset.scenario.title}</span>
    <span>{preset.summary}</span>
    {preset.source !== undefined && <span className={source}>{preset.source}</span>}
    <span className={question}>{preset.question}</span>
  </button>
)

interface TopicListProps {
  readonly all: readonly Preset[]
  readonly matching: readonly Preset[]
  readonly topic: Topic | null
  readonly onChoose: (topic: Topic | null) => void
}

const TopicList = ({ all, matching, topic, onChoose }: TopicListProps) => (
  <div className={topicList}>
    {[null, ...topicsOf(all)].map((each) => (
      <button
        key={each ?? 'all'}
        type="button"
        className={topicButton}
        aria-pressed={topic === each}
        onClick={() => onChoose(each)}
      >
        {each === null ? 'All' : TOPICS[each]}{' '}
        <span className={count}>
          {matching.filter((preset) => each === null || preset.topic === each).length}
        </span>
      </button>
    ))}
  </div>
)

/** In the order of the headings. */
const topicsOf = (presets: readonly Preset[]): readonly Topic[] =>
  (Object.keys(TOPICS) as readonly Topic[]).filter((topic) =>
    presets.some((preset) => preset.topic === topic),
  )

const texts = new WeakMap<Preset, string>()

function textOf(preset: Preset): string {
  const { id, scenario, summary, question } = preset
  const known = texts.get(preset)
  if (known !== undefined) return known
  const parts = [id, summary, question, JSON.stringify(withoutDefaults(scenario))]
  const text = parts.join(' ').toLowerCase()
  texts.set(preset, text)
  return text
}

/** Whether it has all the words, in any order: in what is said of it, or in what its document sets. */
function hasWords(preset: Preset, words: string): boolean {
  const all = textOf(preset)
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
