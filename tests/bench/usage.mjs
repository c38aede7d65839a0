/** Loaded before a program (`node --import`): says at its end what it used, as a line of JSON on standard error. */
import { writeSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const used = { seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }
  writeSync(2, `${JSON.stringify(used)}\n`)
})
