/** The page of an algorithm: how it works, what it knows, its settings, its rule, and what others call it. */
import { useEffect, useState } from 'react'
import {
  type AlgorithmFacts,
  costWords,
  knownWords,
  type SignalName,
} from '../../algorithms/define.ts'
import { algorithms } from '../../algorithms/index.ts'
import type { Knob } from '../../base/knobs.ts'
import { type AlgorithmTexts, PRODUCT_NAMES, type Product } from '../../model/algorithmTexts.ts'
import { tryAlgorithm } from '../actions/tryAlgorithm.ts'
import { openAlgorithm } from '../actions/view.ts'
import { SpreadPicture } from '../inspector/SpreadPicture.tsx'
import { spreadingWith } from '../inspector/spreading.ts'
import { usePage, usePageState } from '../page/page.ts'
import { toShown, valueText } from '../scenarioPanel/display.ts'
import { WordButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Typed } from '../ui/Typed.tsx'
import css from './AlgorithmPage.module.css'

const { top, group, prose, part, knows, known, unknown, law, facts, note, source: sourceText } = css

/** Whether it knows them is what sets algorithms apart; what is hashed of a request is one. */
const SHOWN_SIGNALS: readonly (readonly [string, readonly SignalName[]])[] = [
  ['its own requests in flight', ['inFlight']],
  ['latency of its own requests', ['latencyUs']],
  ['weights', ['weight']],
  ['who asks, or what for', ['address', 'client', 'path']],
  ['which target was tried before', ['isTried']],
  ['load of other nodes', ['requestsAt']],
]

export function AlgorithmPage({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const id = usePageState((state) => state.toldAlgorithm)
  const member = algorithms.find((each) => each.id === id)
  const texts = useTexts()?.[id]
  if (member === undefined) return null
  return (
    <Modal title={member.label} onClose={onClose}>
      <div className={top}>
        <span className={group}>{member.group}</span>
        <Choice
          label="Another algorithm"
          options={algorithms}
          value={id}
          onChange={(next) => openAlgorithm(page, next)}
        />
        <WordButton
          look="filled"
          onClick={() => {
            tryAlgorithm(page, member)
            onClose()
          }}
        >
          Try it in a new lane
        </WordButton>
      </div>
      {texts === undefined ? (
        <p className={prose}>Asking for the texts…</p>
      ) : (
        <Told member={member} texts={texts} />
      )}
    </Modal>
  )
}

/** Those of all algorithms, from the worker of the base: this page is built without them. */
function useTexts(): Readonly<Record<string, AlgorithmTexts>> | null {
  const page = usePage()
  const [texts, setTexts] = useState<Readonly<Record<string, AlgorithmTexts>> | null>(null)
  useEffect(() => {
    let isWanted = true
    void page.runner.ask(null, 'texts', null).then((answer) => {
      if (isWanted) setTexts(answer)
    })
    return () => {
      isWanted = false
    }
  }, [page])
  return texts
}

interface Shown {
  readonly member: AlgorithmFacts
  readonly texts: AlgorithmTexts
}

const Told = ({ member, texts }: Shown) => (
  <>
    <p className={prose}>{texts.does.join(' ')}</p>
    <section className={part} aria-labelledby="algorithm-knows">
      <h3 id="algorithm-knows">What it knows</h3>
      <Signals member={member} />
    </section>
    <section className={part} aria-labelledby="algorithm-law">
      <h3 id="algorithm-law">Its law</h3>
      <pre className={law}>{texts.law.join('\n')}</pre>
    </section>
    <Settings knobs={member.knobs} />
    <Keys member={member} />
    <section className={part} aria-labelledby="algorithm-good">
      <h3 id="algorithm-good">Good for, and not</h3>
      <dl className={facts}>
        <dt>Good</dt>
        <dd>{texts.goodAt}</dd>
        <dt>Not</dt>
        <dd>{texts.badAt}</dd>
      </dl>
    </section>
    <section className={part} aria-labelledby="algorithm-spelled">
      <h3 id="algorithm-spelled">How it is spelled</h3>
      <dl className={facts}>
        {Object.entries(PRODUCT_NAMES).map(([product, name]) => (
          <div key={product}>
            <dt>{name}</dt>
            <dd>
              <Typed text={texts.spelled[product as Product]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
    <section className={part} aria-labelledby="algorithm-source">
      <h3 id="algorithm-source">Source</h3>
      <p className={sourceText}>{texts.source}.</p>
    </section>
  </>
)

function Signals({ member }: Pick<Shown, 'member'>) {
  const { reads, hears = [] } = member
  const told = hears.length > 0
  const words = knownWords(member)
  return (
    <>
      <ul className={knows}>
        {SHOWN_SIGNALS.map(([words, signals]) => {
          const isKnown = signals.some((signal) => reads.includes(signal))
          return (
            <li key={words} className={isKnown ? known : unknown}>
              <span aria-hidden="true">{isKnown ? '✓' : '×'}</span>
              <span className="visually-hidden">{isKnown ? 'Knows' : 'Does not know'}</span> {words}
            </li>
          )
        })}
        <li className={told ? known : unknown}>
          <span aria-hidden="true">{told ? '✓' : '×'}</span>
          <span className="visually-hidden">{told ? 'Knows' : 'Does not know'}</span> what targets
          tell it
        </li>
      </ul>
      <p className={note}>
        {words === ''
          ? 'Of requests and targets it knows nothing but who may be chosen.'
          : `It knows ${words}.`}{' '}
        {costWords(member)}
      </p>
    </>
  )
}

/** A picture of its ring or table, of those that have one, over the targets of the base. */
function Keys({ member }: Pick<Shown, 'member'>) {
  const scenario = usePageState((state) => state.scenario)
  const usual = Object.entries(member.knobs).map(([name, knob]) => [
    name,
    'default' in knob ? knob.default : null,
  ])
  const algorithm = { ...Object.fromEntries(usual), id: member.id }
  const spreading = spreadingWith(scenario, algorithm)
  if (spreading === null || member.group !== 'By key') return null
  return (
    <div className={part}>
      <SpreadPicture key={member.id} lane={null} spreading={spreading} keyPlace={null} />
    </div>
  )
}

function Settings({ knobs }: Pick<AlgorithmFacts, 'knobs'>) {
  const all = Object.entries(knobs)
  return (
    <section className={part} aria-labelledby="algorithm-settings">
      <h3 id="algorithm-settings">Settings</h3>
      {all.length === 0 ? (
        <p className={note}>None.</p>
      ) : (
        <dl className={facts}>
          {all.map(([name, knob]) => (
            <div key={name}>
              <dt>{knob.label}</dt>
              <dd>
                {rangeWords(knob)}
                <span className={note}>{knob.help}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

/** What it may be, and what it is unless somebody says otherwise. */
function rangeWords(knob: Knob): string {
  switch (knob.type) {
    case 'number': {
      const least = toShown(knob, knob.min)
      const [most, usual] = [knob.max, knob.default].map((value) => valueText(knob, value))
      return `${least} to ${most}; ${usual} by default`
    }
    case 'choice': {
      const usual = knob.options.find((option) => option.id === knob.default)?.label
      return `${knob.options.map(({ label }) => label).join('; ')}. By default ${usual}`
    }
    case 'flag':
      return `on or off; ${knob.default ? 'on' : 'off'} by default`
    default:
      return ''
  }
}
