import type { Box } from '../../../document/block.ts'

/** How the letters of a paragraph look. `size` in points. */
export interface TextStyle {
  readonly size: number
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly isMonospace: boolean
}

/** A paragraph, heading or item before its kind is known. */
export interface TextDraft {
  readonly kind: 'text'
  readonly style: TextStyle
  readonly lines: readonly string[]
  readonly boxes: readonly Box[]
  /** Where its first line begins, for the levels of lists. Points from the left edge of its column. */
  readonly indent: number
  /** Its last line reaches the end of the column, so that it may go on in the next. */
  readonly isFull: boolean
  /** Its first line begins further in than the others, or further out. */
  readonly beginsAnew: boolean
  /** Space above, in sizes of its type. */
  readonly spaceAbove: number
  /** The text of a box that begins with a signal word, its paragraphs on lines of their own. */
  readonly warning?: string
}

export interface TableCellDraft {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
  readonly box: Box
}

export interface TableDraft {
  readonly kind: 'table'
  readonly rows: number
  readonly columns: number
  readonly cells: readonly TableCellDraft[]
  readonly boxes: readonly Box[]
  /** Inner edges of its columns, in points. */
  readonly edges: readonly number[]
  /** It is the last of its page, or the first, but for running lines. */
  readonly isAtEnd: boolean
  readonly isAtStart: boolean
}

export interface FigureDraft {
  readonly kind: 'figure'
  /** Words that stand in it. */
  readonly text: string
  readonly boxes: readonly Box[]
}

/** What a page holds in reading order, before pages are joined. All of it is JSON. */
export type PageDraft = TextDraft | TableDraft | FigureDraft
