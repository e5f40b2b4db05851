import type { Block, TableBlock } from '../../document/block.ts'
import type { AnswerPart, Passage } from '../../step-outputs.ts'
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

type PartsFrom = (passage: Passage, codes: readonly string[], at: number) => readonly AnswerPart[]

const rowFrom: PartsFrom = (passage, codes, at) =>
  passage.blocks.filter(isTable).flatMap(table => partsOfRow(table, codes, at))

const sectionFrom: PartsFrom = ({ section }, codes, at) => {
  const heading = section?.[0]
  return section && heading?.kind === 'heading' && names(heading.text, codes)
    ? partsOfSection(section, at)
    : []
}

const asksWhatToDo = (question: string): boolean =>
  /\bhow (?:do|can|should|to)\b|\bwhat (?:do|should|must|can) (?:i|we)\b|\b(?:treat|fix|clear|reset)\b|怎么(?:办|处理|解决|排除|做)|如何(?:处理|解决|排除)|步骤/i.test(
    question,
  )

/** What a fault code means, its cause and its remedy: its row of a table, or the section headed by it, first where steps are asked. */
export const composeCode: Composer = input => {
  const { codes, question } = input.understood
  const ways = asksWhatToDo(question) ? [sectionFrom, rowFrom] : [rowFrom, sectionFrom]
  for (const partsFrom of ways)
    for (const [at, passage] of input.retrieved.passages.entries()) {
      const parts = partsFrom(passage, codes, at)
      const isWanted = partsFrom !== sectionFrom || ways[0] !== sectionFrom || parts.some(isStep)
      if (parts.length > 0 && isWanted)
        return { form: 'procedure', lead: leadOf(input, passage), parts: [...parts] }
    }
  return undefined
}

const isStep = ({ kind }: AnswerPart): boolean => kind === 'step'

const leadOf = ({ understood }: AnswerInput, passage: Passage) => {
  const place = fromPlace(passage)
  const codes = understood.codes.join(', ')
  return { en: `${codes}. ${place.en}`, zh: `${codes}。${place.zh ?? place.en}` }
}
