import type { Language } from '@millwright/spec'
import type { Block } from '../../document/block.ts'
import { languageOf } from '../../document/language-of.ts'
import type { Passage } from '../../step-outputs.ts'
import { readableTable } from '../tables/readable-table.ts'
import { splitSentences } from './sentences.ts'
import { indexText } from './text-index.ts'
import type { TextIndex } from './text-index.ts'

/** A sentence, an item, or a row of a table: what the reader chooses from. */
export interface Piece {
  /** Index of its passage. */
  readonly passage: number
  readonly block: Block
  /** Place of the piece among those of its passage. */
  readonly at: number
  /** The words as they stand in the block. */
  readonly quote: string
  /** For a row: from 0 in its block. */
  readonly row?: number
  /** What names the row. */
  readonly label?: string
  readonly index: TextIndex
}

/** A passage with everything that can be chosen from it. */
export interface ReadablePassage {
  readonly passage: Passage
  readonly pieces: readonly Piece[]
  readonly language: Language
  /** The heading that it stands under. */
  readonly section: TextIndex
  /** Title of the document and headings. */
  readonly headings: TextIndex
  /** All of the passage with its headings. */
  readonly whole: TextIndex
}

const maxPieces = 120
const maxRows = 60

type Stretches = readonly Pick<Piece, 'quote' | 'row' | 'label' | 'index'>[]

/** Rows with the names of their columns: what a person reads across. */
const rowsOf = (block: Extract<Block, { kind: 'table' }>, only: number | undefined): Stretches => {
  const { columns, rows } = readableTable(block)
  const header = columns.map(column => column.header).join(' ')
  return rows
    .filter(row => only === undefined || row.row === only)
    .slice(0, maxRows)
    .map(row => ({
      row: row.row,
      label: [row.group ?? '', row.label].join(' '),
      quote: row.texts.join('\t').trim(),
      index: indexText([row.group ?? '', ...row.texts, header, block.caption].join(' ')),
    }))
}

const stretchesOf = (block: Block, row: number | undefined): Stretches => {
  if (block.kind === 'table') return rowsOf(block, row)
  if (block.kind === 'heading' || block.kind === 'figure') return []
  const sentences =
    block.kind === 'code' || block.kind === 'parameter' ? [{ text: block.text }] : splitSentences(block.text)
  return sentences.map(({ text }) => ({ quote: text, index: indexText(text) }))
}

export const readablePassage = (passage: Passage, order: number): ReadablePassage => {
  const stretches = passage.blocks.flatMap(block =>
    stretchesOf(block, passage.tableRow).map(stretch => ({ ...stretch, block })),
  )
  const pieces = stretches.slice(0, maxPieces).map((stretch, at) => ({ ...stretch, passage: order, at }))
  const headings = [passage.documentTitle, ...passage.headingPath].join(' \n ')
  return {
    passage,
    pieces,
    language: languageOf([headings, ...passage.blocks.map(block => block.text)].join('\n')),
    section: indexText(passage.headingPath.at(-1) ?? ''),
    headings: indexText(headings),
    whole: indexText([headings, ...passage.blocks.map(block => block.text)].join(' \n ')),
  }
}
