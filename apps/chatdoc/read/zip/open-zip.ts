import { text } from 'node:stream/consumers'
import { PlatformError } from '@millwright/spec'
import iconv from 'iconv-lite'
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl'
import { limits } from '../limits.ts'

export interface NamedFile {
  readonly path: string
  readonly name: string
}

/** An entry with its name decoded; folders in it are parted by `/`. */
export interface ZipEntry {
  readonly name: string
  readonly entry: Entry
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))

/** What yauzl says of a ZIP as an error of the catalogue. */
export const zipError = (file: NamedFile, cause: unknown): PlatformError => {
  const reason = reasonOf(cause)
  if (/encrypt/i.test(reason))
    return new PlatformError('DOCUMENT_PASSWORD_NEEDED', { file: file.name }, { cause })
  const said = /end of central directory/i.test(reason) ? 'its end is missing' : reason
  return new PlatformError(
    'DOCUMENT_UNREADABLE',
    { file: file.name, reason: `its ZIP container is broken (${said})` },
    { cause },
  )
}

/** Opens a ZIP container; a broken one is DOCUMENT_UNREADABLE. The caller closes it. */
export const openZip = async (file: NamedFile): Promise<ZipFile> => {
  try {
    return await openPromise(file.path, { lazyEntries: true, autoClose: false, decodeStrings: false })
  } catch (cause) {
    throw zipError(file, cause)
  }
}

const utf8Flag = 0x800
const infoZipUnicodePath = 0x7075

/** Windows in China writes names in GB18030 and says nothing of it; others write UTF-8 without saying so. */
const nameOf = (entry: Entry): string => {
  const isTold =
    (entry.generalPurposeBitFlag & utf8Flag) !== 0 ||
    entry.extraFields.some(field => field.id === infoZipUnicodePath)
  const raw = entry.fileNameRaw
  if (isTold || raw.every(byte => byte < 128))
    return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
  const asUtf8 = new TextDecoder().decode(raw)
  const asGb = iconv.decode(raw, 'gb18030')
  const name = !asUtf8.includes('\ufffd')
    ? asUtf8
    : !asGb.includes('\ufffd')
      ? asGb
      : iconv.decode(raw, 'cp437')
  return name.replaceAll('\\', '/')
}

/** The entries of an open ZIP, at most `limit`; more are DOCUMENT_TOO_LARGE. */
export const entriesOf = async (zip: ZipFile, file: NamedFile, limit: number): Promise<ZipEntry[]> => {
  if (zip.entryCount > limit) {
    const reason = `it holds ${zip.entryCount} files, more than the ${limit} that are read`
    throw new PlatformError('DOCUMENT_TOO_LARGE', { file: file.name, reason })
  }
  const entries: ZipEntry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push({ name: nameOf(entry), entry })
  } catch (cause) {
    throw zipError(file, cause)
  }
  return entries
}

/** Names of the files in a ZIP, and what its entry "mimetype" says, as OpenDocument and EPUB have it. */
export const listZip = async (
  file: NamedFile,
): Promise<{ readonly names: readonly string[]; readonly mimeType: string | undefined }> => {
  const zip = await openZip(file)
  try {
    const entries = await entriesOf(zip, file, Math.max(limits.archiveFiles, limits.officeParts))
    const declared = entries.find(
      ({ name, entry }) => name === 'mimetype' && entry.uncompressedSize < 200,
    )?.entry
    const isPlain = declared !== undefined && !declared.isEncrypted()
    const mimeType = isPlain ? await text(await zip.openReadStreamPromise(declared)) : undefined
    return { names: entries.map(({ name }) => name), mimeType }
  } finally {
    zip.close()
  }
}
