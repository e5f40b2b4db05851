import type { ReportProgress, Source } from '@millwright/spec'

/** Seals texts for the store; `open` of a text sealed with another key throws ENCRYPTION_KEY_MISMATCH. */
export interface SealedText {
  seal(text: string): string
  open(sealed: string): string
}

/** Long work that writes a database file: complete at the end, or not there at all. */
export interface WriteOptions {
  readonly databasePath: string
  readonly progress?: ReportProgress
  readonly signal?: AbortSignal
}

/** Turns files into a typed database file and says how they were read. */
export type ImportFiles = (
  paths: readonly string[],
  options: WriteOptions,
) => Promise<{ readonly notes: Source['notes'] }>

/** A source whose database the product writes itself, such as the demo plant. */
export interface GeneratedSource {
  readonly id: string
  readonly name: string
  /** As a person reads where the data come from. */
  readonly location: string
  readonly notes?: Source['notes']
  write(options: WriteOptions): Promise<void>
}
