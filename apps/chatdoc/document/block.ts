import { z } from 'zod'

/**
 * A rectangle on a page as it is displayed (rotation applied), in points (1/72 inch), origin at the top left.
 * `page` counts from 1.
 */
export const boxSchema = z.object({
  page: z.number().int().positive(),
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
})
export type Box = z.infer<typeof boxSchema>

/** One cell of a table. `row` and `column` count from 0; a merged cell stands once, at its first row and column. */
export const cellSchema = z.object({
  row: z.number().int().nonnegative(),
  column: z.number().int().nonnegative(),
  rowSpan: z.number().int().positive(),
  columnSpan: z.number().int().positive(),
  text: z.string(),
  isHeader: z.boolean(),
  box: boxSchema.optional(),
})
export type Cell = z.infer<typeof cellSchema>

export const severitySchema = z.enum(['danger', 'warning', 'caution', 'notice'])
export type Severity = z.infer<typeof severitySchema>

const common = {
  /** Unique within its revision. Kept when the document is read again and the block is the same. */
  id: z.string(),
  /** All the words of the block as plain text; lines of code and rows of tables end in `\n`, cells in `\t`. */
  text: z.string(),
  /** Where it stands; more than one where it goes on in another column or page; empty for formats without pages. */
  boxes: z.array(boxSchema),
}

/**
 * One piece of a document. The blocks stand in reading order; the tree follows from the levels of the headings
 * and of the list items.
 */
export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('heading'), level: z.number().int().min(1).max(6) }),
  z.object({ ...common, kind: z.literal('paragraph') }),
  /** One item of a list. Items of one list carry the same `list`; `marker` is as printed ("3.", "b)", "•"). */
  z.object({
    ...common,
    kind: z.literal('item'),
    list: z.string(),
    level: z.number().int().min(1),
    isOrdered: z.boolean(),
    marker: z.string(),
  }),
  z.object({
    ...common,
    kind: z.literal('table'),
    caption: z.string(),
    rows: z.number().int().nonnegative(),
    columns: z.number().int().nonnegative(),
    cells: z.array(cellSchema),
  }),
  /** `text` is what was recognised inside the picture, or its alternative text. */
  z.object({ ...common, kind: z.literal('figure'), caption: z.string() }),
  z.object({ ...common, kind: z.literal('warning'), severity: severitySchema }),
  z.object({ ...common, kind: z.literal('code'), language: z.string().optional() }),
  /** A name with what it stands for: a definition, a configuration entry, a key with its value. */
  z.object({ ...common, kind: z.literal('parameter'), name: z.string(), value: z.string() }),
])
export type Block = z.infer<typeof blockSchema>
export type BlockKind = Block['kind']
export type TableBlock = Extract<Block, { kind: 'table' }>

/** A block before it has an id: what the readers make. */
export type NewBlock = { [K in BlockKind]: Omit<Extract<Block, { kind: K }>, 'id'> }[BlockKind]
