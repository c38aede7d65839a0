/** Play, pause, step and the speed. */
import type { CSSProperties } from 'react'
import { setSpeed, stepEvent, togglePlay, toNextFailure, toStart } from '../actions/transport.ts'
import { usePage, usePageState } from '../page/page.ts'
import { SPEED_STEPS, speedAt, speedPosition, speedWords } from '../page/speed.ts'
import { SPEED_MS } from '../page/store.ts'
import { IconButton } from '../ui/Button.tsx'
import { NextFailure, Pause, Play, StepBack, StepForward, ToStart } from '../ui/icons.tsx'
import css from './Transport.module.css'

const { transport, buttons, playButton, speed, speedText, speedLabel, startButton } = css

export function Transport() {
  const page = usePage()
  const isPlaying = usePageState((state) => state.isPlaying)
  return (
    <section className={transport} aria-label="Transport">
      <div className={buttons}>
        <IconButton
          className={startButton}
          label="To the start"
          shortcut="Home"
          onClick={() => toStart(page)}
        >
          <ToStart />
        </IconButton>
        <IconButton label="One event back" shortcut="," onClick={() => stepEvent(page, -1)}>
          <StepBack />
        </IconButton>
        <IconButton
          className={playButton}
          label={isPlaying ? 'Pause' : 'Play'}
          shortcut="Space"
          onClick={() => togglePlay(page)}
        >
          {isPlaying ? <Pause /> : <Play />}
        </IconButton>
        <IconButton label="One event forward" shortcut="." onClick={() => stepEvent(page, 1)}>
          <StepForward />
        </IconButton>
        <IconButton label="To the next failure" shortcut="N" onClick={() => toNextFailure(page)}>
          <NextFailure />
        </IconButton>
      </div>
      <Speed />
    </section>
  )
}

function Speed() {
  const page = usePage()
  const speedMs = usePageState((state) => state.speedMs)
  const position = speedPosition(speedMs)
  return (
    <div className={speed}>
      <input
        type="range"
        min={0}
        max={SPEED_STEPS}
        step={1}
        value={position}
        aria-label="Speed"
        aria-valuetext={speedWords(speedMs)}
        style={{ '--fill': position / SPEED_STEPS } as CSSProperties}
        onChange={(event) => setSpeed(page, speedAt(Number(event.target.value)))}
        onDoubleClick={() => setSpeed(page, SPEED_MS)}
      />
      <p className={speedText}>
        <span className={speedLabel}>Speed</span>
        <span>{speedWords(speedMs)}</span>
      </p>
    </div>
  )
}
