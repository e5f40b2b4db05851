import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { PlatformError } from '@millwright/spec'
import { toUploadName } from './upload-name.ts'

export interface UploadLimits {
  readonly uploadBytes: number
  readonly uploadFiles: number
}

/** Files of one upload, on disk in a folder of their own. */
export interface Upload {
  readonly folder: string
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly { readonly name: string; readonly path: string; readonly sizeBytes: number }[]
}

/** Left free on the disk, so that the store can go on writing. */
const reserveBytes = 256 * 1024 * 1024

/**
 * Streams a multipart request into a new folder beneath `uploadsFolder`; nothing is held in memory. What was
 * written is removed when anything goes wrong. Throws INPUT_INVALID or FILE_TOO_LARGE.
 */
export const receiveUpload = async (
  request: FastifyRequest,
  uploadsFolder: string,
  limits: UploadLimits,
): Promise<Upload> => {
  await prepareUpload(request, uploadsFolder)
  return inNewFolder(uploadsFolder, async folder => {
    const upload = await writeParts(request, folder, limits)
    if (upload.files.length === 0)
      throw new PlatformError('INPUT_INVALID', { problems: ['the upload holds no file'] })
    return upload
  })
}

/** Throws INPUT_INVALID where no files come, and FILE_TOO_LARGE where they would fill the disk. */
export const prepareUpload = async (request: FastifyRequest, uploadsFolder: string): Promise<void> => {
  if (!request.isMultipart())
    throw new PlatformError('INPUT_INVALID', { problems: ['files are sent as multipart/form-data'] })
  await mkdir(uploadsFolder, { recursive: true })
  await refuseWithoutSpace(uploadsFolder, Number(request.headers['content-length'] ?? 0))
}

/** The parts of a multipart request, bounded: names keep their folders. */
export const partsOf = (request: FastifyRequest, limits: UploadLimits) =>
  request.parts({
    preservePath: true,
    limits: {
      fileSize: limits.uploadBytes,
      files: limits.uploadFiles,
      fields: 20,
      fieldSize: 10_000,
      parts: limits.uploadFiles + 20,
      headerPairs: 50,
    },
  })

/** Runs `write` with a new folder beneath `uploadsFolder`, which is removed when it fails. */
export const inNewFolder = async <T>(
  uploadsFolder: string,
  write: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = join(uploadsFolder, randomUUID())
  await mkdir(folder, { mode: 0o700 })
  try {
    return await write(folder)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

const writeParts = async (request: FastifyRequest, folder: string, limits: UploadLimits): Promise<Upload> => {
  const fields: Record<string, string> = {}
  const files: Upload['files'][number][] = []
  const names = new Set<string>()
  for await (const part of partsOf(request, limits)) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value
      continue
    }
    const name = toUploadName(part.filename)
    if (names.has(name.toLowerCase()))
      throw new PlatformError('INPUT_INVALID', { problems: [`two files are named "${name}"`] })
    names.add(name.toLowerCase())
    files.push(await writeFile(part, name, { folder, limitBytes: limits.uploadBytes }))
  }
  return { folder, fields, files }
}

const writeFile = async (
  part: MultipartFile,
  name: string,
  options: { readonly folder: string; readonly limitBytes: number },
): Promise<Upload['files'][number]> => {
  const path = join(options.folder, name)
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(part.file, target)
  if (part.file.truncated)
    throw new PlatformError('FILE_TOO_LARGE', {
      file: name,
      sizeBytes: target.bytesWritten,
      limitBytes: options.limitBytes,
    })
  return { name, path, sizeBytes: target.bytesWritten }
}

const refuseWithoutSpace = async (folder: string, announcedBytes: number): Promise<void> => {
  const disk = await statfs(folder)
  const freeBytes = Math.max(0, disk.bavail * disk.bsize - reserveBytes)
  if (announcedBytes > freeBytes)
    throw new PlatformError('FILE_TOO_LARGE', {
      file: 'The upload',
      sizeBytes: announcedBytes,
      limitBytes: freeBytes,
    })
}
