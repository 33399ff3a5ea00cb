import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100
/** utime is the fourteenth field; the second is a name in brackets, the third the first after them. */
const USER_TIME = 14 - 3

/**
 * Seconds of processor time that this thread has spent in its own code: threads of tests share a process, whose time is
 * that of all of them. Where the system does not say it of a thread, those of the process.
 */
export const threadSeconds = (): number => {
  try {
    const stat = readFileSync('/proc/thread-self/stat', 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[USER_TIME]) / TICKS_PER_SECOND
  } catch {
    return process.cpuUsage().user / 1e6
  }
}
