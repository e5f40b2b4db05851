import type { AnswerPart, Calculation, Passage, Source } from '../../step-outputs.ts'
import type { TableBlock } from '../../document/block.ts'
import { calculationOf } from '../../understand/calculation.ts'
import type { AskedCalculation } from '../../understand/calculation.ts'
import { calculate } from '../calculate/calculate.ts'
import { findOperands } from '../calculate/find-operands.ts'
import type { Operands } from '../calculate/find-operands.ts'
import { namedCells } from '../calculate/number-cells.ts'
import type { NumberCell } from '../calculate/number-cells.ts'
import { indexText } from '../reading/text-index.ts'
import { scaleBeside } from '../tables/scale-beside.ts'
import { placeOf } from './answer-input.ts'
import type { AnswerInput, Composed } from './answer-input.ts'

/** Below it the cells are not surely the ones that are meant; set on questions with known answers. */
const leastFit = 0.65
const leastMargin = 0.04

interface Found extends Operands {
  readonly table: TableBlock
  readonly passage: number
}

/** The table whose cells fit the question best, and surely enough. */
const bestTable = (input: AnswerInput, asked: AskedCalculation): Found | undefined => {
  const question = indexText(input.understood.question)
  const wantsShares =
    asked.operation !== 'percent-change' && /percent|%|\brates?\b|百分|率/i.test(input.understood.question)
  const seen = new Set<string>()
  const found = input.retrieved.passages.flatMap((passage, at) =>
    passage.blocks.flatMap(block => {
      const key = `${passage.revisionId} ${block.id}`
      if (block.kind !== 'table' || seen.has(key)) return []
      seen.add(key)
      const above = indexText([block.caption, placeOf(passage)].join(' \n '))
      const operands = findOperands(namedCells(block), asked, { above, question, wantsShares })
      return operands ? [{ ...operands, table: block, passage: at }] : []
    }),
  )
  const [best, next] = found.toSorted((a, b) => b.fit - a.fit)
  if (!best || best.fit < leastFit) return undefined
  const isSame = next && next.cells.every((cell, i) => cell.text === best.cells[i]?.text)
  const margin = Math.min(best.margin, next && !isSame ? best.fit - next.fit : 1)
  return margin < leastMargin ? undefined : { ...best, margin }
}

const nameOf = (cell: NumberCell): string =>
  [cell.rowName, cell.columnName].filter(name => name !== '').join(' · ')

const sourceOf = (cell: NumberCell, { table, passage }: Found): Source => ({
  passage,
  blockIds: [table.id],
  cells: [
    [cell.row, cell.column],
    [cell.row, 0],
    ...cell.headerRows.map((row): [number, number] => [row, cell.column]),
  ],
  quote: cell.text,
})

/** What all values are counted in, where it is one; undefined where they differ. */
const sharedUnit = (
  found: Found,
  passages: readonly Passage[],
): { readonly unit?: string; readonly source?: Source } | undefined => {
  const units = new Set(found.cells.map(cell => cell.unit ?? ''))
  if (units.size > 1) return undefined
  const [unit] = units
  if (unit !== undefined && unit !== '') return { unit }
  const beside = scaleBeside(passages, found.passage)
  return beside ? { unit: beside.scale, source: beside.source } : {}
}

/** "The total expense in 2019 and 2018" of a row "Total expense" asks for two values, not for their sum. */
const isTotalAlready = (
  { operation, items }: AskedCalculation,
  { cells }: Found,
  question: string,
): boolean =>
  operation === 'sum' &&
  items.length === 0 &&
  !/\b(?:sum|combined|together|altogether|in all)\b|之和|总和|加起来|一共/i.test(question) &&
  cells.every(cell => /\btotal\b|合计|总计/i.test(cell.rowName))

/** The result with its formula, and the cells that it is made of, each cited; undefined where they are not sure. */
export const composeCalculation = (
  input: AnswerInput,
): (Composed & { readonly confidence: number }) | undefined => {
  const { language, question } = input.understood
  const asked = calculationOf(question, language)
  const found = asked && bestTable(input, asked)
  const shared = found && sharedUnit(found, input.retrieved.passages)
  if (!asked || !found || !shared || isTotalAlready(asked, found, question)) return undefined
  const { unit } = shared
  const { operation } = asked
  const calculated = calculate({ operation, figures: found.cells.map(cell => cell.figure), unit, language })
  if (!calculated) return undefined
  const sources = found.cells.map(cell => sourceOf(cell, found))
  const calculation: Calculation = {
    operation,
    operands: found.cells.map((cell, source) => ({ name: nameOf(cell), text: cell.text, source })),
    ...(unit === undefined ? {} : { unit }),
    language,
  }
  const result: AnswerPart = {
    kind: 'value',
    text: calculated.formula,
    candidates: [],
    sources: [...sources, ...(shared.source ? [shared.source] : [])],
    calculation,
  }
  const colon = language === 'zh' ? '：' : ': '
  const rows = found.cells.map((cell, i): AnswerPart => ({
    kind: 'row',
    text: `${nameOf(cell)}${colon}${cell.text}`,
    candidates: [],
    sources: sources.slice(i, i + 1),
  }))
  const place = input.retrieved.passages[found.passage]
  return {
    form: 'calculation',
    lead: leadOf(place),
    parts: [result, ...rows],
    short: calculated.result,
    confidence: confidenceOfCells,
  }
}

/** How often such cells were the right ones among questions with known answers. */
const confidenceOfCells = 0.9

const leadOf = (passage: Passage | undefined) => {
  const place = passage ? placeOf(passage) : ''
  return place === ''
    ? { en: 'Calculated from these values of the documents:', zh: '由文档中的以下数值计算：' }
    : { en: `Calculated from values of “${place}”:`, zh: `由《${place}》中的数值计算：` }
}
