/** The log formats that can be read; the one that reads most of the first lines is taken. */
import { albLog } from './albLog.ts'
import { combined } from './combined.ts'
import { common } from './common.ts'

export const logFormats = [common, combined, albLog] as const
