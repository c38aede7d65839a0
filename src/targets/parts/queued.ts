/** At the door of slots with a queue before them. */
import { type Admission, REFUSE, SERVE, type Station, WAIT } from '../define.ts'

export const admitQueued = ({ busy, slots, waiting, limit }: Station): Admission =>
  busy < slots ? SERVE : waiting < limit ? WAIT : REFUSE
