/** The lower edge of the page: transport and timeline. */
import css from './Dock.module.css'
import { SteppedEvent } from './SteppedEvent.tsx'
import { Timeline } from './Timeline.tsx'
import { Transport } from './Transport.tsx'

const { dock } = css

export const Dock = () => (
  <footer className={dock}>
    <Transport />
    <Timeline />
    <SteppedEvent />
  </footer>
)
