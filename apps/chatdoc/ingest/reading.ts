import { availableParallelism } from 'node:os'
import type { ExpandedFile } from '../read/archive/expand-file.ts'
import type { DocumentFormat, ReadOptions, ReadWindow, SourceFile } from '../read/reader.ts'

/** A file on disk, with its name as a person knows it. */
export interface NamedFile {
  readonly path: string
  readonly name: string
}

/** Reading of files as the library needs it; `read/` does it, and a test may break it where it likes. */
export interface Reading {
  /** By content first, then by name. Throws a PlatformError that says what the file is instead. */
  sniff(file: NamedFile): Promise<DocumentFormat | 'zip'>
  /**
   * The documents in a file: those of an archive, an e-mail and its attachments, any other file itself. The path of
   * each stands until the next is asked for; one that is refused says why, and the others come all the same.
   */
  expand(file: NamedFile, signal: AbortSignal): AsyncIterable<ExpandedFile>
  /** The windows of a document in order. Throws a PlatformError where it cannot be read. */
  read(file: SourceFile, options: ReadOptions): AsyncIterable<ReadWindow>
  /** A page as PNG, so many pixels wide. Throws a PlatformError where it cannot be drawn. */
  draw(file: SourceFile, page: number, options: DrawOptions): Promise<Uint8Array>
  close(): Promise<void>
}

export interface DrawOptions {
  readonly widthPx: number
  readonly password?: string
}

/** Batches read at once: they take turns at the threads, so that one file need not wait for the ten thousand before it. */
export const batchesAtOnce = 4

/** Documents read at once: at most half of the processors, so that questions have the others. */
export const readingsAtOnce = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))
