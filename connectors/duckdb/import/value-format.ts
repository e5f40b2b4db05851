import type { DataType } from '@millwright/spec'

/** One way to read the cells of a column. */
export interface ValueFormat {
  /** Names the way of reading; unique among the formats of a column. */
  readonly id: string
  readonly type: DataType
  /** SQL of the typed value of the text expression `value`; null where it does not fit. */
  toSql(value: string): string
  /** Unit that every cell carries ("%", "kg", "€"); it moves from the cells into the column's label. */
  readonly unit?: string
  /** Less likely than another of the same column: tried only where that one leaves cells unread. */
  readonly isFallback?: boolean
  /** What a person should know of this reading. */
  readonly note?: string
}
