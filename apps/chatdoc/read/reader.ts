import type { NewBlock } from '../document/block.ts'
import type { Notice, Page } from '../document/document.ts'

export const documentFormats = [
  'pdf',
  'docx',
  'xlsx',
  'pptx',
  'html',
  'markdown',
  'asciidoc',
  'text',
  'csv',
  'email',
  'image',
] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** A file to read. `path` is where its bytes lie; `name` as the person knows it, with its folders. */
export interface SourceFile {
  readonly path: string
  readonly name: string
  readonly format: DocumentFormat
}

export interface ReadOptions {
  readonly password?: string
  /** Continue at this page with what the window before left; absent: from the start. */
  readonly resume?: { readonly page: number; readonly carry: unknown }
  /** Recognise text in pictures and on pages without a text layer. */
  readonly recognise: boolean
  readonly signal: AbortSignal
}

/**
 * Some pages of a document, in order, or all of one that has no pages. `carry` is JSON that the reader needs to
 * continue after `lastPage`; what it carries it has not yet put into `blocks`.
 */
export interface ReadWindow {
  readonly blocks: readonly NewBlock[]
  readonly pages: readonly Page[]
  readonly notices: readonly Notice[]
  /** The document's own title, where this window told it. */
  readonly title?: string
  readonly lastPage: number
  /** 0 for formats without pages. */
  readonly pageCount: number
  readonly carry: unknown
}

/**
 * Reads one format. Throws PlatformError DOCUMENT_PASSWORD_NEEDED, DOCUMENT_UNREADABLE (with the page where known),
 * DOCUMENT_TOO_LARGE or DOCUMENT_EMPTY. Holds no more than one window in memory.
 */
export type Reader = (file: SourceFile, options: ReadOptions) => AsyncIterable<ReadWindow>
