import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { PlatformError } from '@millwright/spec'
import type { Entry, ZipFile } from 'yauzl'
import { limits } from '../limits.ts'
import { decodeText } from '../text/decode-text.ts'
import { elementsOf, parseXml, type XmlElement } from '../xml/parse-xml.ts'
import { entriesOf, openZip, zipError, type NamedFile } from '../zip/open-zip.ts'

/** A part that another part points at. `type` is the last word of its type: "styles", "image", "hyperlink". */
export interface Relationship {
  readonly type: string
  /** Name of the part, or an address outside the package. */
  readonly target: string
  readonly isExternal: boolean
}

const tooLarge = (file: NamedFile, reason: string): PlatformError =>
  new PlatformError('DOCUMENT_TOO_LARGE', { file: file.name, reason })

const refuseBomb = (file: NamedFile, entries: readonly Entry[]): void => {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
  if (total > limits.ratioFromBytes && total > limits.archiveRatio * packed)
    throw tooLarge(
      file,
      `it would unpack to ${Math.round(total / 1e6)} MB from ${Math.ceil(packed / 1e6)} MB, as a zip bomb does`,
    )
}

/** The parts of an Office Open XML file (ECMA-376 part 2). Names of parts have no slash in front. */
export class OfficePackage implements AsyncDisposable {
  readonly #file: NamedFile
  readonly #zip: ZipFile
  readonly #parts: ReadonlyMap<string, Entry>

  private constructor(file: NamedFile, zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.#file = file
    this.#zip = zip
    this.#parts = parts
  }

  /** Throws DOCUMENT_UNREADABLE for a broken container, DOCUMENT_TOO_LARGE for a bomb, DOCUMENT_PASSWORD_NEEDED. */
  static async open(file: NamedFile): Promise<OfficePackage> {
    const zip = await openZip(file)
    try {
      const entries = await entriesOf(zip, file, limits.officeParts)
      refuseBomb(
        file,
        entries.map(({ entry }) => entry),
      )
      if (entries.some(({ entry }) => entry.isEncrypted()))
        throw new PlatformError('DOCUMENT_PASSWORD_NEEDED', { file: file.name })
      return new OfficePackage(
        file,
        zip,
        new Map(entries.map(({ name, entry }) => [name.toLowerCase(), entry])),
      )
    } catch (error) {
      zip.close()
      throw error
    }
  }

  has(part: string): boolean {
    return this.#parts.has(part.toLowerCase())
  }

  /** The part's bytes as they come; undefined where there is no such part. */
  async stream(part: string, limitBytes: number): Promise<Readable | undefined> {
    const entry = this.#parts.get(part.toLowerCase())
    if (!entry) return undefined
    if (entry.uncompressedSize > limitBytes)
      throw tooLarge(
        this.#file,
        `its part ${part} has ${Math.round(entry.uncompressedSize / 1e6)} MB, more than the ${limitBytes / 1e6} MB that are read`,
      )
    try {
      return await this.#zip.openReadStreamPromise(entry)
    } catch (cause) {
      throw zipError(this.#file, cause)
    }
  }

  async bytes(part: string): Promise<Buffer | undefined> {
    const stream = await this.stream(part, limits.officePartBytes)
    if (!stream) return undefined
    try {
      return await buffer(stream)
    } catch (cause) {
      throw zipError(this.#file, cause)
    }
  }

  async xml(part: string | undefined): Promise<XmlElement | undefined> {
    const bytes = part === undefined ? undefined : await this.bytes(part)
    return bytes && parseXml(decodeText(bytes))
  }

  /** What a part points at, by the relationship's id; the package's own for the part "". */
  async relationships(part: string): Promise<ReadonlyMap<string, Relationship>> {
    const folder = posix.dirname(part)
    const root = await this.xml(posix.join(folder, '_rels', `${posix.basename(part)}.rels`))
    return new Map(
      elementsOf(root, 'Relationship').map(({ attributes }) => {
        const target = attributes['Target'] ?? ''
        const isExternal = attributes['TargetMode'] === 'External'
        const inside = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
        const type = (attributes['Type'] ?? '').split('/').at(-1) ?? ''
        return [attributes['Id'] ?? '', { type, target: isExternal ? target : inside, isExternal }]
      }),
    )
  }

  /** The part that is the document, workbook or presentation itself. Throws DOCUMENT_UNREADABLE where it is missing. */
  async mainPart(): Promise<string> {
    const relations = [...(await this.relationships('')).values()]
    const main = relations.find(relation => relation.type === 'officeDocument')?.target
    if (main !== undefined && this.has(main)) return main
    throw new PlatformError('DOCUMENT_UNREADABLE', {
      file: this.#file.name,
      reason: 'its main part is missing',
    })
  }

  /** The title that the author gave in the file's properties. */
  async title(): Promise<string | undefined> {
    const core = [...(await this.relationships('')).values()].find(
      relation => relation.type === 'core-properties',
    )
    const title = elementsOf(await this.xml(core?.target), 'title')[0]
    return title?.children.find(child => typeof child === 'string')
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#zip.close()
    return Promise.resolve()
  }
}

/** The part of the first relationship of a type. */
export const targetOf = (relations: ReadonlyMap<string, Relationship>, type: string): string | undefined =>
  [...relations.values()].find(relation => relation.type === type && !relation.isExternal)?.target
