import { realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import type { Actor } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'
import type { Config } from '../config/config.ts'

/**
 * Paths on the server that a request may name as a source, resolved through links. Stewards may name what lies in
 * the configured folders; administrators anything. The data folder, which holds the keys, is nobody's source.
 */
export const resolveSourcePaths = async (
  paths: readonly string[],
  actor: Actor,
  config: Pick<Config, 'dataFolder' | 'sourceFolders'>,
): Promise<readonly string[]> => {
  const dataFolder = await realpath(config.dataFolder)
  const folders = await Promise.all(config.sourceFolders.map(folder => realpath(folder).catch(() => folder)))
  return Promise.all(
    paths.map(async path => {
      const resolved = await realpath(path).catch((cause: unknown) => {
        throw notSupported(path, 'there is no such file on the server', cause)
      })
      if (isWithin(resolved, dataFolder) || isWithin(dataFolder, resolved))
        throw notSupported(path, 'it is part of Millwright’s own data folder')
      if (actor.role !== 'administrator' && !folders.some(folder => isWithin(resolved, folder)))
        throw notSupported(
          path,
          'it lies in none of the sourceFolders of the configuration; upload it instead',
        )
      return resolved
    }),
  )
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

const notSupported = (location: string, reason: string, cause?: unknown): PlatformError =>
  new PlatformError('SOURCE_NOT_SUPPORTED', { location, reason }, { cause })
