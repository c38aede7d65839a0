/**
 * What is seen when drawing the page fails: the scenario is safe, can be taken along, and one can go on. React takes
 * away everything below what threw, so this stands around all of it and needs nothing of it.
 */
import { Component, type ReactNode, useState } from 'react'
import { undoEdit } from '../actions/edit.ts'
import { pageAddress, scenarioText } from '../actions/exports.ts'
import { lookAway } from '../actions/view.ts'
import { usePage } from '../page/page.ts'
import { WordButton } from '../ui/Button.tsx'
import css from './Boundary.module.css'

const { screen, box, heading, cause, verbs, taken } = css

interface BoundaryState {
  readonly error: unknown
  readonly hasFailed: boolean
}

export class Boundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override readonly state: BoundaryState = { error: null, hasFailed: false }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error, hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <Broken
        error={this.state.error}
        onGoOn={() => this.setState({ error: null, hasFailed: false })}
      />
    )
  }
}

function Broken({ error, onGoOn }: { readonly error: unknown; readonly onGoOn: () => void }) {
  const page = usePage()
  const [text, setText] = useState<{ readonly words: string; readonly text: string } | null>(null)
  const canUndo = page.store.getState().past.length > 0
  const goOn = (): void => {
    lookAway(page)
    onGoOn()
  }
  const take = async (what: string, made: Promise<string | null>): Promise<void> => {
    const copied = await made
    if (copied === null) return
    const words = await navigator.clipboard.writeText(copied).then(
      () => `The ${what} is copied. It is this text:`,
      () => `The browser does not let the page copy. The ${what} is this text:`,
    )
    setText({ words, text: copied })
  }
  return (
    <main className={screen}>
      <div className={box} role="alert">
        <h1 className={heading}>Something on this page broke. Your scenario did not.</h1>
        <p>Going on closes what was open and shows the page again.</p>
        <p className={cause}>{error instanceof Error ? error.message : String(error)}</p>
        <div className={verbs}>
          <WordButton look="filled" onClick={goOn}>
            Go on
          </WordButton>
          {canUndo && (
            <WordButton
              look="outlined"
              onClick={() => {
                undoEdit(page)
                goOn()
              }}
            >
              Undo the last change
            </WordButton>
          )}
          <WordButton look="outlined" onClick={() => void take('scenario', scenarioText(page))}>
            Copy the scenario
          </WordButton>
          <WordButton look="outlined" onClick={() => void take('link', pageAddress(page))}>
            Copy the link
          </WordButton>
        </div>
        {text !== null && (
          <>
            <p role="status">{text.words}</p>
            <textarea
              className={taken}
              readOnly
              rows={6}
              value={text.text}
              aria-label="What was copied"
              onFocus={(event) => event.target.select()}
            />
          </>
        )}
      </div>
    </main>
  )
}
