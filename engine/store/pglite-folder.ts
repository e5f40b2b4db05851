import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { PlatformError } from '@millwright/spec'
import { z } from 'zod'
import { describeFileError } from './data-folder-lock.ts'
import type { PgliteExtension } from './open-pglite.ts'

/** The major version of PostgreSQL inside the embedded database; its files open with no other. */
const postgresMajor = '18'

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * An empty database kept beside the installed packages: creating one takes seconds, copying one a fraction. It
 * belongs to one version of the package and is made anew when absent.
 */
const templateFolder = (): string => {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const packageFolder = dirname(dirname(entry))
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '0'
  return join(dirname(dirname(packageFolder)), '.cache', 'millwright', `empty-store-${version}-1`)
}

/** Synchronously: a thousand small files take a tenth of a second this way and several times that otherwise. */
const copyTree = (from: string, to: string): void =>
  cpSync(from, to, { recursive: true, errorOnExist: true, force: false })

const initialise = async (folder: string): Promise<void> => {
  const program = join(import.meta.dirname, 'initialise-pglite.ts')
  try {
    await promisify(execFile)(process.execPath, [program, folder])
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw told === '' ? error : new Error(told, { cause: error })
  }
}

/** Best effort: an installation that may not be written simply starts slower the first time. */
const keepTemplate = async (made: string, template: string): Promise<void> => {
  const draft = `${template}.${randomUUID()}`
  try {
    await mkdir(dirname(template), { recursive: true })
    copyTree(made, draft)
    await rename(draft, template)
  } catch {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined)
  }
}

const create = async (folder: string): Promise<void> => {
  const draft = `${folder}.new-${randomUUID()}`
  const template = templateFolder()
  if (await exists(template)) copyTree(template, draft)
  else {
    await initialise(draft)
    await keepTemplate(draft, template)
  }
  await rename(draft, folder)
}

const removeDrafts = async (folder: string): Promise<void> => {
  const parent = dirname(folder)
  for (const name of await readdir(parent))
    if (name.startsWith(`${basename(folder)}.new-`))
      await rm(join(parent, name), { recursive: true, force: true })
}

/**
 * Sees to it that `folder` holds database files of this version; new ones appear whole or not at all. The caller
 * holds the data folder's lock. Throws DATA_FOLDER_UNUSABLE.
 */
export const prepareDatabaseFolder = async (folder: string): Promise<void> => {
  try {
    await removeDrafts(folder)
    if (!(await exists(folder))) await create(folder)
  } catch (error) {
    throw new PlatformError(
      'DATA_FOLDER_UNUSABLE',
      { folder, reason: describeFileError(error) },
      { cause: error },
    )
  }
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version?.trim() === postgresMajor) return
  const reason =
    version === undefined
      ? 'it holds files that are not a database of Millwright'
      : `it was written by PostgreSQL ${version.trim()} and this version reads ${postgresMajor}`
  throw new PlatformError('DATA_FOLDER_UNUSABLE', { folder, reason })
}

const extensionList = z.array(z.enum(['vector', 'pg_textsearch']))

/**
 * The extensions to load: those asked for and those of every earlier opening, since a table or index that uses one
 * cannot be read without it. Remembered in a file beside the database's own.
 */
export const rememberExtensions = async (
  folder: string,
  asked: readonly PgliteExtension[],
): Promise<readonly PgliteExtension[]> => {
  const file = join(folder, 'millwright-extensions.json')
  const text = await readFile(file, 'utf8').catch(() => '[]')
  const known = extensionList.parse(JSON.parse(text))
  const all = [...new Set([...known, ...asked])]
  if (all.length > known.length) await writeFile(file, JSON.stringify(all))
  return all
}
