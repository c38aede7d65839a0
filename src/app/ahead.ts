/** Runs as soon as it is there, before the rest of the page is: as many workers as most scenarios have lanes. */
import { startWorkersAhead } from './simulation/openWorker.ts'

startWorkersAhead(2)
