/** What this browser keeps: open one, rename, duplicate, delete. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import {
  deleteDocument,
  duplicateDocument,
  listDocuments,
  renameDocument,
} from '../actions/documents.ts'
import { openKept } from '../actions/open.ts'
import type { KeptDocument } from '../documents/archive.ts'
import { usePage, usePageState } from '../page/page.ts'
import { IconButton, WordButton } from '../ui/Button.tsx'
import { Copy, Pencil, Trash } from '../ui/icons.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Documents.module.css'

const { list, row, name, when, note, form, field } = css

export function Documents({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const open = usePageState((state) => state.document.id)
  const [kept, setKept] = useState<readonly KeptDocument[] | null>(null)
  const [renaming, setRenaming] = useState('')
  useEffect(() => {
    void listDocuments(page).then(setKept)
  }, [page])
  const after = (done: Promise<void>): void =>
    void done.then(() => listDocuments(page)).then(setKept)
  return (
    <Modal title="Your scenarios" onClose={onClose}>
      {kept?.length === 0 && (
        <p className={note}>None yet. What you change is kept here, in this browser only.</p>
      )}
      <ul className={list}>
        {kept?.map((document) => {
          const { id, title, savedAtMs } = document
          if (renaming === id) {
            return (
              <li key={id}>
                <Rename
                  document={document}
                  onDone={(done) => {
                    setRenaming('')
                    after(done)
                  }}
                />
              </li>
            )
          }
          return (
            <li key={id} className={row} aria-current={id === open}>
              <button
                type="button"
                className={name}
                onClick={() => {
                  onClose()
                  void openKept(page, id)
                }}
              >
                {title}
                <span className={when}>
                  {whenWords(savedAtMs)}
                  {id === open && ', open here'}
                </span>
              </button>
              <IconButton label={`Rename ${title}`} onClick={() => setRenaming(id)}>
                <Pencil />
              </IconButton>
              <IconButton
                label={`Duplicate ${title}`}
                onClick={() => after(duplicateDocument(page, document))}
              >
                <Copy />
              </IconButton>
              <IconButton
                label={`Delete ${title}`}
                onClick={() => void deleteDocument(page, document).then(onClose)}
              >
                <Trash />
              </IconButton>
            </li>
          )
        })}
      </ul>
    </Modal>
  )
}

const whenWords = (ms: number): string =>
  new Date(ms).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function Rename({
  document,
  onDone,
}: {
  readonly document: KeptDocument
  readonly onDone: (done: Promise<void>) => void
}) {
  const page = usePage()
  const [title, setTitle] = useState(document.title)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const finish = (event: FormEvent): void => {
    event.preventDefault()
    onDone(renameDocument(page, document, title.trim()))
  }
  return (
    <form className={form} onSubmit={finish}>
      <input
        ref={input}
        className={field}
        value={title}
        maxLength={200}
        required
        aria-label={`Name of ${document.title}`}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTitle(event.target.value)}
      />
      <WordButton look="filled" onClick={finish}>
        Rename
      </WordButton>
    </form>
  )
}
