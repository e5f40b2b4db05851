import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { PlatformError } from '@millwright/spec'
import type { Entry, ZipFile } from 'yauzl'
import { limits } from '../limits.ts'
import { zipError } from '../zip/open-zip.ts'

/** Bytes unpacked so far, of all archives that lie in one another. */
export interface Budget {
  unpackedBytes: number
  files: number
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6)

const bombReason = (bytes: number, packed: number): string =>
  `it unpacks to more than ${megabytes(bytes)} MB from ${megabytes(packed)} MB, as a zip bomb does`

/** Throws DOCUMENT_TOO_LARGE where an entry of this many bytes goes beyond what one file or all files may have. */
const refuseBeyond = (file: string, bytes: number, packed: number, budget: Budget): void => {
  const refuse = (reason: string): never => {
    throw new PlatformError('DOCUMENT_TOO_LARGE', { file, reason })
  }
  if (bytes > limits.ratioFromBytes && bytes > limits.archiveRatio * Math.max(1, packed))
    refuse(bombReason(bytes, packed))
  if (bytes > limits.archiveFileBytes)
    refuse(`it unpacks to more than the ${megabytes(limits.archiveFileBytes)} MB that one file may have`)
  if (budget.unpackedBytes + bytes > limits.archiveBytes)
    refuse(`the archive unpacks to more than the ${megabytes(limits.archiveBytes)} MB that are read`)
}

/** Counts what really comes, since sizes that an archive tells may be lies. */
const counted = (file: string, packed: number, budget: Budget): Transform => {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      try {
        refuseBeyond(file, bytes, packed, budget)
        done(null, chunk)
      } catch (error) {
        done(error instanceof Error ? error : new Error('bug: a plain value was thrown', { cause: error }))
      }
    },
    flush(done) {
      budget.unpackedBytes += bytes
      done()
    },
  })
}

/**
 * Unpacks one entry to `target`. Throws DOCUMENT_TOO_LARGE for a bomb, DOCUMENT_UNREADABLE for a broken or encrypted
 * one; `file` is its name with the archive's in front.
 */
export const extractEntry = async (
  zip: ZipFile,
  entry: Entry,
  { file, target, budget }: { readonly file: string; readonly target: string; readonly budget: Budget },
): Promise<void> => {
  if (entry.isEncrypted())
    throw new PlatformError('DOCUMENT_UNREADABLE', {
      file,
      reason: 'it is encrypted inside its archive; unpack the archive with its password and add the files',
    })
  refuseBeyond(file, entry.uncompressedSize, entry.compressedSize, budget)
  try {
    const stream = await zip.openReadStreamPromise(entry)
    await pipeline(stream, counted(file, entry.compressedSize, budget), createWriteStream(target))
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause
    throw zipError({ path: '', name: file }, cause)
  }
}
