import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Which process, beyond its number: numbers are given again after a death and a reboot, and repeat between containers. */
export interface ProcessIdentity {
  readonly pid: number
  readonly host: string
  /** The space in which `pid` has meaning; absent where the system does not tell. */
  readonly pidSpace?: string | undefined
  /** When the process began, in the system's own notation; absent where the system does not tell. */
  readonly began?: string | undefined
}

const quietly = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** proc(5), field 22 `starttime` in clock ticks since boot; the command before it may hold spaces and brackets. */
const linuxBegan = (pid: number): string | undefined =>
  quietly(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  })

const darwinBegan = (pid: number): string | undefined =>
  quietly(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim())

const processBegan = (pid: number): string | undefined => {
  if (process.platform === 'linux') return linuxBegan(pid)
  return process.platform === 'darwin' ? darwinBegan(pid) : undefined
}

/** Boot and PID namespace together: two containers may share a host name and still not see each other's processes. */
const currentPidSpace = (): string | undefined => {
  const boot = quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  const namespace = quietly(() => readlinkSync('/proc/self/ns/pid'))
  return boot === undefined ? undefined : `${boot} ${namespace ?? ''}`
}

/** Identity of the process this runs in. */
export const currentProcess = (): ProcessIdentity => {
  const pidSpace = currentPidSpace()
  const began = processBegan(process.pid)
  return {
    pid: process.pid,
    host: hostname(),
    ...(pidSpace === undefined ? {} : { pidSpace }),
    ...(began === undefined ? {} : { began }),
  }
}

const processExists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // it exists and belongs to someone else
  }
}

/** Whether that very process lives; `unknown` when it ran where this process cannot look. */
export const processState = (seen: ProcessIdentity): 'alive' | 'dead' | 'unknown' => {
  const here = currentProcess()
  const rebooted = seen.pidSpace?.split(' ')[0] !== here.pidSpace?.split(' ')[0]
  if (seen.host !== here.host) return 'unknown'
  if (seen.pidSpace !== here.pidSpace) return rebooted ? 'dead' : 'unknown'
  if (!processExists(seen.pid)) return 'dead'
  const began = processBegan(seen.pid)
  return began !== undefined && seen.began !== undefined && began !== seen.began ? 'dead' : 'alive'
}
