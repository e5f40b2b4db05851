import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isPlatformError, PlatformError } from '@millwright/spec'
import { parseEmail } from '../email/read-email.ts'
import { refuseLarge } from '../file-size.ts'
import { limits } from '../limits.ts'
import { sniffFormat } from '../sniff-format.ts'
import { entriesOf, openZip, type NamedFile } from '../zip/open-zip.ts'
import { extractEntry, type Budget } from './extract-entry.ts'
import { faultOfName, isClutter } from './inner-name.ts'

/**
 * One file to read, or one that is refused before it is read. `name` is the outer file's name, a slash, and the name
 * within. A `path` stands until the iteration asks for the next file.
 */
export type ExpandedFile =
  | { readonly kind: 'file'; readonly path: string; readonly name: string }
  | { readonly kind: 'refused'; readonly name: string; readonly error: PlatformError }

interface Expansion {
  readonly folder: string
  readonly budget: Budget
  readonly depth: number
  readonly signal: AbortSignal
}

const refused = (name: string, error: PlatformError): ExpandedFile => ({ kind: 'refused', name, error })

const nextPath = ({ folder, budget }: Expansion): string => join(folder, String(++budget.files))

const tooMany = (name: string): PlatformError =>
  new PlatformError('DOCUMENT_TOO_LARGE', {
    file: name,
    reason: `it holds more than the ${limits.archiveFiles} files that are read`,
  })

async function* expandInner(inner: NamedFile, expansion: Expansion): AsyncGenerator<ExpandedFile> {
  try {
    yield* expand(inner, { ...expansion, depth: expansion.depth + 1 })
  } finally {
    await rm(inner.path, { force: true })
  }
}

async function* expandZip(file: NamedFile, expansion: Expansion): AsyncGenerator<ExpandedFile> {
  if (expansion.depth >= limits.archiveDepth) {
    const reason = `archives lie more than ${limits.archiveDepth} deep in one another`
    yield refused(file.name, new PlatformError('DOCUMENT_TOO_LARGE', { file: file.name, reason }))
    return
  }
  const zip = await openZip(file)
  try {
    for (const { name: inside, entry } of await entriesOf(zip, file, limits.archiveFiles)) {
      expansion.signal.throwIfAborted()
      if (inside.endsWith('/') || isClutter(inside)) continue
      const name = `${file.name}/${inside}`
      const fault = faultOfName(inside)
      if (fault !== undefined)
        yield refused(name, new PlatformError('DOCUMENT_UNREADABLE', { file: name, reason: fault }))
      if (fault !== undefined) continue
      if (expansion.budget.files >= limits.archiveFiles) throw tooMany(file.name)
      const path = nextPath(expansion)
      const error = await errorOf(() =>
        extractEntry(zip, entry, { file: name, target: path, budget: expansion.budget }),
      )
      if (error) yield refused(name, error)
      else yield* expandInner({ path, name }, expansion)
    }
  } finally {
    zip.close()
  }
}

/** Runs a step that may refuse one file and not the others. */
const errorOf = async (step: () => Promise<void>): Promise<PlatformError | undefined> => {
  try {
    await step()
    return undefined
  } catch (error) {
    if (isPlatformError(error)) return error
    throw error
  }
}

async function* expandAttachments(file: NamedFile, expansion: Expansion): AsyncGenerator<ExpandedFile> {
  await refuseLarge(file, limits.markupBytes)
  const email = await parseEmail(file.path)
  for (const [at, part] of email.attachments.entries()) {
    expansion.signal.throwIfAborted()
    if (part.disposition === 'inline' && part.mimeType.startsWith('image/')) continue
    if (typeof part.content === 'string' || expansion.depth >= limits.archiveDepth) continue
    const bare = (part.filename ?? `attachment-${at + 1}`).split(/[/\\]/).at(-1) ?? ''
    const path = nextPath(expansion)
    await writeFile(path, new Uint8Array(part.content))
    yield* expandInner({ path, name: `${file.name}/${bare}` }, expansion)
  }
}

async function* expand(file: NamedFile, expansion: Expansion): AsyncGenerator<ExpandedFile> {
  try {
    const format = await sniffFormat(file)
    if (format === 'zip') yield* expandZip(file, expansion)
    else yield { kind: 'file', ...file }
    if (format === 'email') yield* expandAttachments(file, expansion)
  } catch (error) {
    if (!isPlatformError(error)) throw error
    yield refused(file.name, error)
  }
}

/**
 * The documents in a file: the files of a ZIP, and of ZIPs within it; an e-mail and after it its attachments; for any
 * other file itself. Each file comes with its own result, so one that is refused does not stop the others. Unpacked
 * files lie in a temporary folder, bounded in bytes, ratio, number and depth, that is gone when the iteration ends.
 */
export async function* expandFile(
  file: NamedFile,
  { signal }: { readonly signal: AbortSignal },
): AsyncGenerator<ExpandedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-archive-'))
  try {
    yield* expand(
      { path: file.path, name: file.name },
      { folder, budget: { unpackedBytes: 0, files: 0 }, depth: 0, signal },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
