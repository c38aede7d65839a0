/** How far to trust this: what was measured of the simulator, with what disagrees. */
import { useEffect, useState } from 'react'
import { loadPart } from '../page/loadPart.ts'
import { usePage } from '../page/page.ts'
import { Modal } from '../ui/Modal.tsx'
import { Typed } from '../ui/Typed.tsx'
import css from './Trust.module.css'
import { type Claim, type ClaimTable, disagreements, type Validation } from './validation.ts'

const { prose, part, figures, scroll, table, verdict, apart, list, label } = css

export function Trust({ onClose }: { readonly onClose: () => void }) {
  const validation = useValidation()
  return (
    <Modal title="How far to trust this" form="wide" onClose={onClose}>
      {validation === null ? (
        <p className={prose}>Asking for the figures…</p>
      ) : (
        <>
          <p className={prose}>
            What is claimed, with its figures, with what disagrees, and with what it does not say.
            One command of the source, <code>npm run validate</code>, worked out all figures, with
            engine revision {validation.engineRevision}.
          </p>
          {validation.claims.map((claim, i) => (
            <Told key={claim.id} claim={claim} number={i + 1} />
          ))}
        </>
      )}
    </Modal>
  )
}

/** A long list, which few open: it has a file of its own. */
function useValidation(): Validation | null {
  const page = usePage()
  const [validation, setValidation] = useState<Validation | null>(null)
  useEffect(() => {
    const load = async () => (await import('./validation.json')).default
    void loadPart(page.store, 'The list of what was measured', load).then(setValidation)
  }, [page])
  return validation
}

function Told({ claim, number }: { readonly claim: Claim; readonly number: number }) {
  const { id, title, says, tables, limits } = claim
  const apart = disagreements(claim)
  return (
    <section className={part} aria-labelledby={`trust-${id}`}>
      <h3 id={`trust-${id}`}>
        {number}. {title}
      </h3>
      <p className={prose}>
        <Typed text={says} />
      </p>
      {tables.map((each) => (
        <Figures key={each.caption} shown={each} />
      ))}
      {tables.length > 0 && (
        <>
          <h4 className={label}>What disagrees</h4>
          {apart.length === 0 ? (
            <p className={prose}>Nothing that was looked at.</p>
          ) : (
            <Lines lines={apart} />
          )}
        </>
      )}
      {limits.length > 0 && (
        <>
          <h4 className={label}>What this does not say</h4>
          <Lines lines={limits} />
        </>
      )}
    </section>
  )
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul className={list}>
    {lines.map((line) => (
      <li key={line}>
        <Typed text={line} />
      </li>
    ))}
  </ul>
)

function Figures({ shown }: { readonly shown: ClaimTable }) {
  const { caption, columns, rows } = shown
  const isHeld = rows.some(({ agrees }) => agrees !== null)
  return (
    <details className={figures}>
      <summary>
        {caption} <span className={verdict}>{rows.length} rows</span>
      </summary>
      <section
        className={scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={caption}
      >
        <table className={table}>
          <thead>
            <tr>
              {isHeld && <th scope="col">Verdict</th>}
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, agrees }) => (
              <tr key={cells.join()}>
                {isHeld && <Verdict agrees={agrees} />}
                {cells.map((cell, i) => (
                  <td key={columns[i]}>
                    <Typed text={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

function Verdict({ agrees }: { readonly agrees: boolean | null }) {
  if (agrees === null) return <td />
  return <td className={agrees ? verdict : apart}>{agrees ? 'agrees' : 'disagrees'}</td>
}
