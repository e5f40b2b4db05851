import { viewTable } from '../../document/tables.ts'
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
  const { columns, rows } = viewTable(block)
  const row = rows.find(candidate => candidate.row === place[0])
  const column = columns[place[1]]
  const text = row?.texts[place[1]]
  if (!row || !column || text === undefined || text === '') return undefined
  const unit = row.unit ?? column.unit
  const value = unit === undefined || text.includes(unit) || !/\d/.test(text) ? text : `${text} ${unit}`
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
