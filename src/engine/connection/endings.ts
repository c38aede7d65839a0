/** How connections end, as the numbers that stand in their rows. */
import { CONNECTION_ENDINGS, type ConnectionEnding } from '../../trace/schema.ts'

const ending = (name: ConnectionEnding): number => CONNECTION_ENDINGS.indexOf(name)

export const OPEN = ending('open')
export const IDLE = ending('idle')
export const OLD = ending('old')
export const WAS_RESET = ending('reset')
export const ABANDONED = ending('abandoned')
