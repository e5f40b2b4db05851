import { readFileSync, statSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { NewBlock } from '@millwright/chatdoc/testing'
import { z } from 'zod'
import { paragraphBlock } from './corpus.ts'
import type { CorpusDocument } from './corpus.ts'

const answerSchema = z.union([z.array(z.union([z.string(), z.number()])), z.string(), z.number()])
const contextsSchema = z.array(
  z.object({
    table: z.object({ table: z.array(z.array(z.string())) }),
    paragraphs: z.array(z.object({ order: z.number(), text: z.string() })),
    questions: z.array(
      z.object({
        question: z.string(),
        answer: answerSchema,
        answer_type: z.enum(['span', 'multi-span', 'count', 'arithmetic']),
        answer_from: z.enum(['table', 'text', 'table-text']),
        scale: z.string(),
      }),
    ),
  }),
)

export interface TatqaQuestion {
  readonly documentId: string
  readonly question: string
  readonly answers: readonly string[]
  readonly type: 'span' | 'multi-span' | 'count' | 'arithmetic'
  readonly from: 'table' | 'text' | 'table-text'
  /** "", "thousand", "million", "billion" or "percent". */
  readonly scale: string
}

export interface TatqaFile {
  readonly documents: readonly CorpusDocument[]
  readonly questions: readonly TatqaQuestion[]
}

/** The table as a spreadsheet would give it: cells without any mark of what is a header. */
const tableBlock = (rows: readonly (readonly string[])[]): NewBlock => {
  const columns = Math.max(...rows.map(row => row.length))
  const cells = rows.flatMap((texts, row) =>
    texts.flatMap((text, column) =>
      text === '' ? [] : [{ row, column, rowSpan: 1, columnSpan: 1, text, isHeader: false }],
    ),
  )
  const line = (texts: readonly string[]): string =>
    texts.map(text => text.replaceAll(/\s+/g, ' ').trim()).join('\t')
  const text = rows.map(line).join('\n')
  return { kind: 'table', caption: '', rows: rows.length, columns, cells, text, boxes: [] }
}

const fileOf = (path: string): string =>
  statSync(path).isDirectory()
    ? join(path, readdirSync(path).find(name => name.endsWith('.json')) ?? 'dataset.json')
    : path

/** A TAT-QA file (or the folder it lies in): one document for each table with its paragraphs. */
export const loadTatqa = (path: string): TatqaFile => {
  const contexts = contextsSchema.parse(JSON.parse(readFileSync(fileOf(path), 'utf8')))
  const idOf = (at: number): string => `report-${at}`
  return {
    documents: contexts.map(({ table, paragraphs }, at) => ({
      id: idOf(at),
      title: '',
      blocks: [
        tableBlock(table.table),
        ...paragraphs.toSorted((a, b) => a.order - b.order).map(paragraph => paragraphBlock(paragraph.text)),
      ],
    })),
    questions: contexts.flatMap(({ questions }, at) =>
      questions.map(({ question, answer, answer_type, answer_from, scale }) => ({
        documentId: idOf(at),
        question,
        answers: (Array.isArray(answer) ? answer : [answer]).map(String),
        type: answer_type,
        from: answer_from,
        scale,
      })),
    ),
  }
}
