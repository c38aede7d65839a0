/** The whole page takes files: a scenario file is opened, an access log is replayed. */
import { useEffect, useState } from 'react'
import { openFile } from '../actions/open.ts'
import css from './DropZone.module.css'
import { usePage } from './page.ts'

const { zone } = css

export function DropZone() {
  const page = usePage()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const listeners = new AbortController()
    const { signal } = listeners
    const hasFiles = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') === true
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      },
      { signal },
    )
    addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(false)
      },
      { signal },
    )
    addEventListener(
      'drop',
      (event) => {
        setOver(false)
        const file = event.dataTransfer?.files[0]
        if (file === undefined) return
        event.preventDefault()
        void openFile(page, file)
      },
      { signal },
    )
    return () => listeners.abort()
  }, [page])
  return isOver ? (
    <div className={zone}>Drop an access log to replay it, or a scenario file to open it</div>
  ) : null
}
