import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PlatformError } from '@millwright/spec'
import { z } from 'zod'
import { currentProcess, processState } from './process-identity.ts'

const holderSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  pidSpace: z.string().optional(),
  began: z.string().optional(),
  since: z.string(),
  nonce: z.string(),
})

/** Who holds a data folder: process number, host and since when (ISO 8601). */
export interface DataFolderHolder {
  readonly pid: number
  readonly host: string
  readonly since: string
}

/** A held data folder; `release` gives it back and may be called twice. */
export interface DataFolderLock {
  readonly holder: DataFolderHolder
  release(): Promise<void>
}

type Holder = z.infer<typeof holderSchema>
type Found = { readonly holder: Holder | undefined; readonly text: string }

const beatMs = 2000
const silenceMs = 20_000

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

const parseHolder = (text: string): Holder | undefined => {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const readLock = async (file: string): Promise<Found | undefined> => {
  try {
    const text = await readFile(file, 'utf8')
    return { holder: parseHolder(text), text }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Creates `file` whole or not at all; false when it is there already. A hard link is atomic on every local file system. */
const createWhole = async (file: string, text: string): Promise<boolean> => {
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, text, { mode: 0o600 })
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(codeOf(error) ?? '')) throw error
    return await createExclusively(file, text) // no hard links on this file system
  } finally {
    await rm(draft, { force: true })
  }
}

const createExclusively = async (file: string, text: string): Promise<boolean> => {
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Whether the owner shows no sign of life, for where its process cannot be looked up. It touches the lock every two
 * seconds. An old lock is watched for a short time too, because the clock of another host may be slow.
 */
const fellSilent = async (file: string): Promise<boolean> => {
  const seen = await stat(file).catch(() => undefined)
  const ageMs = Date.now() - (seen?.mtimeMs ?? 0)
  const watchMs = ageMs > silenceMs ? beatMs * 1.5 : silenceMs
  for (let watchedMs = 0; watchedMs < watchMs; watchedMs += beatMs / 4) {
    await sleep(beatMs / 4)
    const now = await stat(file).catch(() => undefined)
    if (now?.mtimeMs !== seen?.mtimeMs) return false
  }
  return true
}

const isStale = async (file: string, found: Found): Promise<boolean> => {
  if (found.holder === undefined) return await fellSilent(file) // half-written by a crash, or being written
  const state = processState(found.holder)
  return state === 'unknown' ? await fellSilent(file) : state === 'dead'
}

const lockedError = (folder: string, holder: Holder | undefined): PlatformError =>
  new PlatformError('DATA_FOLDER_LOCKED', {
    folder,
    pid: holder?.pid ?? 0,
    host: holder?.host ?? 'an unknown host',
    since: holder?.since ?? 'an unknown time',
  })

/**
 * Puts `text` where the stale lock `judged` lies. Who may do so is decided by a claim: a file named after the text of
 * that one lock, which a single process can create and which becomes the new lock by being renamed over the stale one.
 * A later process that judged the same lock makes the claim anew, finds another text in the lock, and gives up. The claim
 * of a process that died is a stale lock like any other. False when the lock has changed meanwhile; throws
 * DATA_FOLDER_LOCKED when a living process holds the claim.
 */
const replaceStale = async (folder: string, file: string, judged: Found, text: string): Promise<boolean> => {
  const claim = `${file}.${createHash('sha256').update(judged.text).digest('hex').slice(0, 32)}`
  if (!(await createOrReplace(folder, claim, text))) return false
  if ((await readLock(file))?.text !== judged.text) {
    await rm(claim, { force: true })
    return false
  }
  await rename(claim, file)
  return true
}

const createOrReplace = async (folder: string, file: string, text: string): Promise<boolean> => {
  if (await createWhole(file, text)) return true
  const found = await readLock(file)
  if (found === undefined) return false
  if (!(await isStale(file, found))) throw lockedError(folder, found.holder)
  return await replaceStale(folder, file, found, text)
}

const acquire = async (folder: string, file: string, mine: Holder): Promise<void> => {
  const text = `${JSON.stringify(mine)}\n`
  for (let attempt = 0; attempt < 5; attempt++) if (await createOrReplace(folder, file, text)) return
  throw lockedError(folder, (await readLock(file))?.holder)
}

const keepBeating = (file: string): NodeJS.Timeout =>
  setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => undefined) // removed by hand or disk gone: the next start decides
  }, beatMs).unref()

const createFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw unusable(folder, error)
  }
}

const unusable = (folder: string, cause: unknown): PlatformError =>
  new PlatformError('DATA_FOLDER_UNUSABLE', { folder, reason: describeFileError(cause) }, { cause })

/** What a file system error means to the person who has to repair it. */
export const describeFileError = (error: unknown): string => {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'it is on a read-only file system',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENOTDIR: 'a part of its path is a file, not a folder',
    EEXIST: 'a file of that name is in the way',
  }
  return reasons[codeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error))
}

/**
 * Takes the data folder for this process and creates it where needed. The lock is the file `lock.json` in it.
 * The lock of a process that died, in whatever way, is taken over; where its process cannot be looked up (another
 * container or host), after 20 s without a sign of life. Throws DATA_FOLDER_LOCKED naming the holder, and
 * DATA_FOLDER_UNUSABLE when the folder cannot be created or written.
 */
export const lockDataFolder = async (folder: string): Promise<DataFolderLock> => {
  await createFolder(folder)
  const file = join(folder, 'lock.json')
  const mine: Holder = { ...currentProcess(), since: new Date().toISOString(), nonce: randomUUID() }
  try {
    await acquire(folder, file, mine)
  } catch (error) {
    throw error instanceof PlatformError ? error : unusable(folder, error)
  }
  const beat = keepBeating(file)
  return {
    holder: mine,
    release: async () => {
      clearInterval(beat)
      if ((await readLock(file))?.holder?.nonce === mine.nonce) await rm(file, { force: true })
    },
  }
}

/** The holder of a data folder, or nothing when it is free or its holder is known to be dead. Takes nothing, waits for nothing. */
export const findDataFolderHolder = async (folder: string): Promise<DataFolderHolder | undefined> => {
  const holder = (await readLock(join(folder, 'lock.json')))?.holder
  if (holder === undefined || processState(holder) === 'dead') return undefined
  return { pid: holder.pid, host: holder.host, since: holder.since }
}
