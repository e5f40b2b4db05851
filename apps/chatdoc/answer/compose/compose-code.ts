import type { Block, TableBlock } from '../../document/block.ts'
import type { AnswerPart, Passage } from '../../ask/step-outputs.ts'
import { flatten } from '../reading/text-index.ts'
import { readableTable } from '../tables/readable-table.ts'
import { fromPlace } from './answer-input.ts'
import type { AnswerInput, Composer } from './answer-input.ts'
import { partsOfSection } from './compose-procedure.ts'

/** Whether the text names the code by itself: "E-20" is not in "E-207". */
const names = (text: string, codes: readonly string[]): boolean =>
  codes.some(code => {
    const [plain, wanted] = [flatten(text).replaceAll(/[\s-]/g, ''), flatten(code).replaceAll(/[\s-]/g, '')]
    const at = plain.indexOf(wanted)
    return (
      at !== -1 &&
      !/[\p{N}]/u.test(plain[at + wanted.length] ?? '') &&
      !/[\p{L}\p{N}]/u.test(plain[at - 1] ?? '')
    )
  })

/** The row of the code, one part for each of its cells: meaning, cause, remedy. */
const partsOfRow = (table: TableBlock, codes: readonly string[], at: number): readonly AnswerPart[] => {
  const { columns, rows } = readableTable(table)
  const row = rows.find(({ label, texts }) => names(label, codes) || names(texts[0] ?? '', codes))
  if (!row) return []
  return row.texts.flatMap((text, column) => {
    if (text === '' || names(text, codes)) return []
    const header = columns[column]?.header ?? ''
    const cells: [number, number][] = [
      [row.row, 0],
      [row.row, column],
      ...(header === '' ? [] : [[0, column] as [number, number]]),
    ]
    return [
      {
        kind: 'row' as const,
        text: header === '' ? text : `${header}: ${text}`,
        candidates: [],
        sources: [{ passage: at, blockIds: [table.id], cells, quote: text }],
      },
    ]
  })
}

const isTable = (block: Block): block is TableBlock => block.kind === 'table'

const partsFrom = (passage: Passage, codes: readonly string[], at: number): readonly AnswerPart[] => {
  const rows = passage.blocks.filter(isTable).flatMap(table => partsOfRow(table, codes, at))
  if (rows.length > 0) return rows
  const heading = passage.section?.[0]
  const isOwnSection = heading?.kind === 'heading' && names(heading.text, codes)
  return isOwnSection && passage.section ? partsOfSection(passage.section, at) : []
}

/** What a fault code means, its cause and its remedy: its row of a table, or the section that is headed by it. */
export const composeCode: Composer = input => {
  for (const [at, passage] of input.retrieved.passages.entries()) {
    const parts = partsFrom(passage, input.understood.codes, at)
    if (parts.length > 0) return { form: 'procedure', lead: leadOf(input, passage), parts: [...parts] }
  }
  return undefined
}

const leadOf = ({ understood }: AnswerInput, passage: Passage) => {
  const place = fromPlace(passage)
  const codes = understood.codes.join(', ')
  return { en: `${codes}. ${place.en}`, zh: `${codes}。${place.zh ?? place.en}` }
}
