/** The lower edge of the page: transport and timeline. */
import css from './Dock.module.css'
import { Timeline } from './Timeline.tsx'
import { Transport } from './Transport.tsx'

const { dock } = css

export const Dock = () => (
  <footer className={dock}>
    <Transport />
    <Timeline />
  </footer>
)
