import { stat } from 'node:fs/promises'
import { PlatformError } from '@millwright/spec'
import type { SourceFile } from './reader.ts'

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`

/** Throws DOCUMENT_TOO_LARGE for a file of more than `limitBytes`. */
export const refuseLarge = async (
  file: Pick<SourceFile, 'path' | 'name'>,
  limitBytes: number,
): Promise<void> => {
  const { size } = await stat(file.path)
  if (size <= limitBytes) return
  const reason = `it has ${megabytes(size)}, more than the ${megabytes(limitBytes)} that are read of this format; split it`
  throw new PlatformError('DOCUMENT_TOO_LARGE', { file: file.name, reason })
}
