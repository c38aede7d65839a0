/** The worker of one lane: the only file of this folder that knows the engine. */
import { algorithmTexts } from '../engine/algorithmTexts.ts'
import { explainAttempt } from '../engine/explain.ts'
import { resumeRun, startRun } from '../engine/run.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import { spreadOf } from '../engine/spread.ts'
import { LaneWorker } from './laneWorker.ts'
import type { FromWorker, Port, ToWorker } from './protocol.ts'

new LaneWorker<Snapshot>(globalThis as unknown as Port<FromWorker, ToWorker>, {
  start: (scenario, recordings, sink) => startRun(scenario, recordings, sink),
  resume: (scenario, recordings, snapshot) => resumeRun(scenario, recordings, snapshot),
  explain: explainAttempt,
  spread: spreadOf,
  texts: algorithmTexts,
})
