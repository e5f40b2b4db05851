import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isPlatformError, PlatformError } from '@millwright/spec'
import { decryptOffice } from '../office/decrypt-office.ts'
import type { ReadWindow } from '../reader.ts'
import { sniffFormat } from '../sniff-format.ts'
import type { ReadJob } from './messages.ts'
import { pickReader } from './pick-reader.ts'

/** Whether this is an Office file that a password opens; an encrypted PDF is its own reader's business. */
const isLockedOffice = async ({ file }: ReadJob): Promise<boolean> => {
  try {
    await sniffFormat(file)
    return false
  } catch (error) {
    if (isPlatformError(error, 'DOCUMENT_PASSWORD_NEEDED')) return true
    throw error
  }
}

/** Reads an encrypted Office file by way of a decrypted copy that goes when the reading ends. */
async function* readUnlocked(
  job: ReadJob,
  password: string,
  signal: AbortSignal,
): AsyncGenerator<ReadWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-unlocked-'))
  try {
    const path = join(folder, 'package')
    await writeFile(path, await decryptOffice(job.file, password), { mode: 0o600 })
    yield* readPlain({ ...job, file: { ...job.file, path } }, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* readPlain({ file, options }: ReadJob, signal: AbortSignal): AsyncGenerator<ReadWindow> {
  const format = await sniffFormat(file)
  if (format === 'zip') {
    const found = 'a ZIP archive: each of its files is a document of its own'
    throw new PlatformError('DOCUMENT_FORMAT_UNKNOWN', { file: file.name, found })
  }
  const reader = await pickReader(format)
  let isEmpty = options.resume === undefined
  for await (const window of reader({ ...file, format }, { ...options, signal })) {
    if (window.blocks.length > 0 || window.pages.length > 0) isEmpty = false
    yield window
  }
  if (isEmpty) throw new PlatformError('DOCUMENT_EMPTY', { file: file.name })
}

/**
 * Reads one document in this thread: tells its format, opens it with its password where it needs one, picks the
 * reader, refuses one that holds nothing.
 */
export async function* readJob(job: ReadJob, signal: AbortSignal): AsyncGenerator<ReadWindow> {
  const { password } = job.options
  if (password !== undefined && (await isLockedOffice(job))) yield* readUnlocked(job, password, signal)
  else yield* readPlain(job, signal)
}
