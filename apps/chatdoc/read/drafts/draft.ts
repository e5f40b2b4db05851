import type { Box, NewBlock } from '../../document/block.ts'

/** A caption before it is known what it belongs to. */
export interface CaptionDraft {
  readonly kind: 'caption'
  readonly text: string
  readonly boxes: Box[]
}

/** Text in a typewriter's letters: code, or prose where it has no signs of code. */
export interface TypewrittenDraft {
  readonly kind: 'typewritten'
  readonly text: string
  readonly boxes: Box[]
}

/** Something kept in another part of the file, that is read after the text. `text`: its alternative text. */
export interface EmbeddedDraft {
  readonly kind: 'embedded'
  readonly what: 'picture' | 'chart' | 'diagram'
  /** Name of the part; empty where the file does not hold it. */
  readonly part: string
  readonly text: string
  readonly caption?: string
  readonly boxes: Box[]
}

/** What readers make before captions and embedded parts have found their places. */
export type Draft = NewBlock | CaptionDraft | EmbeddedDraft | TypewrittenDraft
