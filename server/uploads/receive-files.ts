import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { isPlatformError, PlatformError } from '@millwright/spec'
import type { ReceivedFiles, UploadedFile } from '@millwright/spec'
import type { UploadLimits } from './receive-upload.ts'
import { inNewFolder, partsOf, prepareUpload } from './receive-upload.ts'
import { toUploadPath } from './upload-name.ts'

/** Received files in a folder of their own, for the caller to remove. */
export interface ReceivedFolder extends ReceivedFiles {
  readonly folder: string
}

/**
 * Streams a multipart request into a new folder beneath `uploadsFolder`, each file by itself: one that cannot be kept
 * is among `refused`, and the others are there. Folders in the names stay. What was written is removed when the
 * request itself fails.
 */
export const receiveFiles = async (
  request: FastifyRequest,
  uploadsFolder: string,
  limits: UploadLimits,
): Promise<ReceivedFolder> => {
  await prepareUpload(request, uploadsFolder)
  return inNewFolder(uploadsFolder, async folder => {
    const received = await writeParts(request, folder, limits)
    if (received.files.length + received.refused.length === 0)
      throw new PlatformError('INPUT_INVALID', { problems: ['the upload holds no file'] })
    return { ...received, folder }
  })
}

const writeParts = async (
  request: FastifyRequest,
  folder: string,
  limits: UploadLimits,
): Promise<ReceivedFiles> => {
  const fields: Record<string, string> = {}
  const files: UploadedFile[] = []
  const refused: ReceivedFiles['refused'][number][] = []
  for await (const part of partsOf(request, limits)) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value
      continue
    }
    try {
      files.push(await writeFile(part, join(folder, String(files.length + refused.length)), limits))
    } catch (error) {
      part.file.resume() // the rest of it is passed over, so that the next file comes
      refused.push({ name: part.filename, error: toRefusal(error, part.filename) })
    }
  }
  return { fields, files, refused }
}

const writeFile = async (part: MultipartFile, path: string, limits: UploadLimits): Promise<UploadedFile> => {
  const name = toUploadPath(part.filename)
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pour(part.file, target)
  if (!part.file.truncated) return { name, path, sizeBytes: target.bytesWritten }
  await rm(path)
  throw new PlatformError('FILE_TOO_LARGE', {
    file: name,
    sizeBytes: target.bytesWritten,
    limitBytes: limits.uploadBytes,
  })
}

/** Not `pipeline`: it would end the whole request with the one file that the disk did not take. */
const pour = (source: Readable, target: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    source.once('error', reject)
    source.once('close', () => {
      if (!source.readableEnded) reject(new Error('bug: the request ended within a file'))
    })
    target.once('error', error => {
      source.unpipe(target)
      reject(error)
    })
    target.once('finish', resolve)
    source.pipe(target)
  })

const diskFull = new Set(['ENOSPC', 'EDQUOT'])

/** What concerns this file alone; anything else ends the whole request. */
const toRefusal = (error: unknown, file: string): PlatformError => {
  if (isPlatformError(error)) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!diskFull.has(code)) throw error
  return new PlatformError(
    'FILE_UNREADABLE',
    { file, reason: 'the disk of the server is full' },
    { cause: error },
  )
}
