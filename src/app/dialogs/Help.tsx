/** What the page is, its keys, what its words mean, and what it does not model. */
import { useState } from 'react'
import { algorithms } from '../../algorithms/index.ts'
import { TERMS } from '../../model/glossary.ts'
import { NOT_MODELLED } from '../../model/notModelled.ts'
import { MARKS } from '../../view/paint/marks.ts'
import { openAlgorithm, openDialog } from '../actions/view.ts'
import { pageKeys } from '../page/keys.ts'
import { usePage } from '../page/page.ts'
import { WordButton } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Help.module.css'

const { prose, keys, keyCap, part, pressed, search, words, list } = css

/** What can be done with the focus on something. */
const PLACE_KEYS = [
  ['Arrow keys', 'On a stage: along the way, client to node to target, and among siblings'],
  ['Enter', 'On a stage or a fault: open its inspector'],
  ['Arrow keys', 'On the playhead: scrub; with Shift ten times as far'],
  ['Arrow keys', 'On a fault: move it; with Alt lengthen it; with Shift ten times as far'],
  ['Delete', 'On a fault: delete it'],
  ['Ctrl+Z', 'Undo; with Shift do again'],
  ['Double click', 'On a slider: back to its default'],
] as const

export const Help = ({ onClose }: { readonly onClose: () => void }) => (
  <Modal title="Help" onClose={onClose}>
    <p className={prose}>
      Ballast simulates every request on its way through load balancers, and shows different ways of
      balancing side by side on the same traffic. Everything happens in this browser; nothing is
      uploaded. Change anything at the left, in the head of a lane, or on the timeline: all lanes
      are simulated again, and the playhead stays where it is. The same scenario gives the same
      events, and the same digest, everywhere.
    </p>
    <Trust />
    <section className={part} aria-labelledby="help-keys">
      <h3 id="help-keys">Keys</h3>
      <dl className={keys}>
        {pageKeys.map(({ shown, does }) => (
          <Key key={shown} name={shown} does={does} />
        ))}
        {PLACE_KEYS.map(([name, does]) => (
          <Key key={does} name={name} does={does} />
        ))}
      </dl>
    </section>
    <Algorithms />
    <section className={part} aria-labelledby="help-marks">
      <h3 id="help-marks">Marks</h3>
      <dl className={words}>
        {MARKS.map(([mark, meaning]) => (
          <div key={mark}>
            <dt>{mark}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
    <Words />
    <section className={part} aria-labelledby="help-model">
      <h3 id="help-model">What Ballast does not model</h3>
      <dl className={words}>
        {NOT_MODELLED.map(([topic, what]) => (
          <div key={topic}>
            <dt>{topic}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
    <p className={prose}>
      Ballast is under the MIT licence. What it bundles: <a href="./licences.md">page</a>,{' '}
      <a href="./licences-worker.md">simulation</a>,{' '}
      <a href="./licences-logWorker.md">log reader</a>.
    </p>
  </Modal>
)

const Key = ({ name, does }: { readonly name: string; readonly does: string }) => (
  <div>
    <dt>
      <kbd className={keyCap}>{name}</kbd>
    </dt>
    <dd>{does}</dd>
  </div>
)

function Trust() {
  const page = usePage()
  return (
    <section className={part} aria-labelledby="help-trust">
      <h3 id="help-trust">How far to trust this</h3>
      <p className={prose}>
        What Ballast says was held against queueing theory, published results, real balancers and
        real systems, with what disagrees.
      </p>
      <p className={pressed}>
        <WordButton look="outlined" onClick={() => openDialog(page, 'trust')}>
          What was measured
        </WordButton>
      </p>
    </section>
  )
}

function Algorithms() {
  const page = usePage()
  return (
    <section className={part} aria-labelledby="help-algorithms">
      <h3 id="help-algorithms">Algorithms</h3>
      <ul className={list}>
        {algorithms.map(({ id, label }) => (
          <li key={id}>
            <WordButton look="outlined" onClick={() => openAlgorithm(page, id)}>
              {label}
            </WordButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Words() {
  const [asked, setAsked] = useState('')
  const wanted = asked.trim().toLowerCase()
  const found = TERMS.filter(([term, meaning]) =>
    `${term} ${meaning}`.toLowerCase().includes(wanted),
  )
  // What is called so comes before what only mentions it.
  const sorted = [...found].sort(([a], [b]) => rankOf(a, wanted) - rankOf(b, wanted))
  return (
    <section className={part} aria-labelledby="help-words">
      <h3 id="help-words">Words</h3>
      <input
        type="search"
        className={search}
        aria-label="Find a word"
        placeholder="Find a word"
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
      />
      <dl className={words}>
        {sorted.map(([term, meaning]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      {found.length === 0 && <p className={prose}>No word has “{asked}” in it.</p>}
    </section>
  )
}

const rankOf = (term: string, wanted: string): number =>
  wanted !== '' && term.toLowerCase().includes(wanted) ? 0 : 1
