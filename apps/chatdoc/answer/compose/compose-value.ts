import { readableTable } from '../tables/readable-table.ts'
import { fromPlace, passageOf } from './answer-input.ts'
import type { Composer } from './answer-input.ts'
import { partOfCandidate } from './part.ts'

/** The value of a row and a column with its unit, both named; the value of a parameter; else a typed stretch. */
export const composeValue: Composer = input => {
  const { read, understood } = input
  const [best] = read.candidates
  const passage = best && passageOf(input, best)
  const block = passage?.blocks.find(candidate => candidate.id === best?.blockIds[0])
  if (!best || !block) return undefined
  if (block.kind === 'parameter')
    return {
      form: 'value',
      lead: fromPlace(passage),
      parts: [partOfCandidate('value', best, 0, `${block.name}: ${block.value}`)],
      short: block.value,
    }
  const [place] = best.cells ?? []
  if (block.kind !== 'table' || !place) return undefined
  const table = readableTable(block)
  const row = table.rows.find(candidate => candidate.row === place[0])
  const column = table.columns[place[1]]
  if (!row || !column || best.short === undefined) return undefined
  const value = best.unit === undefined ? best.short : `${best.short} ${best.unit}`
  const colon = understood.language === 'zh' ? '：' : ': '
  const name = [row.group, row.label, column.name]
    .filter((part, i, all) => part && all.indexOf(part) === i)
    .join(' · ')
  return {
    form: 'value',
    lead: fromPlace(passage),
    parts: [
      partOfCandidate('value', best, 0, name === '' || name === value ? value : `${name}${colon}${value}`),
    ],
    short: value,
  }
}
