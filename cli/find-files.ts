import { readdirSync, statSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import { PlatformError } from '@millwright/spec'
import type { UploadedFile } from '@millwright/spec'

/**
 * The files that paths name, those of folders by their place in the folder, whose own name comes first. Hidden ones and
 * links within folders are passed over. Throws INPUT_INVALID for a path that is not there.
 */
export const findFiles = (paths: readonly string[]): readonly UploadedFile[] => paths.flatMap(filesAt)

const filesAt = (given: string): readonly UploadedFile[] => {
  const path = resolve(given)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found)
    throw new PlatformError('INPUT_INVALID', { problems: [`there is no file or folder "${given}"`] })
  if (!found.isDirectory()) return [{ name: basename(path), path, sizeBytes: found.size }]
  return walk(path).map(file => ({
    name: [basename(path), ...relative(path, file).split(sep)].join('/'),
    path: file,
    sizeBytes: statSync(file).size,
  }))
}

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => !entry.name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : []
    })
