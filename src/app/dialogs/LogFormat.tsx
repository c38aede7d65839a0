/** What each line of a log holds, when its server was told to write something of its own. */
import { type FormEvent, useRef, useState } from 'react'
import { readLogsAs } from '../actions/open.ts'
import { usePage } from '../page/page.ts'
import { WordButton } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import css from './Share.module.css'

const { linkRow, linkField, note } = css
const LENGTH_MAX = 4000

export function LogFormat({ onClose }: { readonly onClose: () => void }) {
  const page = usePage()
  const [format, setFormat] = useState('')
  const declared = useRef<HTMLInputElement>(null)
  const finish = (event: FormEvent): void => {
    event.preventDefault()
    onClose()
    readLogsAs(page, format.trim())
  }
  return (
    <Modal title="Format of the log" onClose={onClose} initialFocus={declared}>
      <p className={note}>
        Paste the <code>log_format</code> line of NGINX or the <code>LogFormat</code> line of Apache
        that wrote it. It needs the time and the request; an address, a status, a size and a
        duration are used where it has them. Left empty, Ballast finds out by itself.
      </p>
      <form className={linkRow} onSubmit={finish}>
        <input
          ref={declared}
          className={linkField}
          value={format}
          maxLength={LENGTH_MAX}
          spellCheck={false}
          placeholder={'$remote_addr [$time_local] "$request" $status $request_time'}
          aria-label="Format of the log, as the server declares it"
          onChange={(event) => setFormat(event.target.value)}
        />
        <button type="submit" hidden />
        <WordButton look="filled" onClick={finish}>
          Read again
        </WordButton>
      </form>
    </Modal>
  )
}
