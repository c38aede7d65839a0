/** The whole page takes files: a scenario file is opened, access logs are replayed. */
import { useEffect, useState } from 'react'
import { openFiles } from '../actions/open.ts'
import { droppedFiles } from '../documents/droppedFiles.ts'
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
        const { dataTransfer } = event
        if (dataTransfer === null || !hasFiles(event)) return
        event.preventDefault()
        void openFiles(page, droppedFiles(dataTransfer))
      },
      { signal },
    )
    return () => listeners.abort()
  }, [page])
  return isOver ? (
    <div className={zone}>Drop an access log to replay it, or a scenario file to open it</div>
  ) : null
}
