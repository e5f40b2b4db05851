import type { Language } from '@millwright/spec'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import { extremes, rowsWithValue } from './extremes.ts'
import { named } from './sentence.ts'
import type { Piece } from './sentence.ts'

interface Compared {
  readonly group: ResultTableColumn | undefined
  readonly measure: ResultTableColumn
}

/** The groups that changed most one way and the other; undefined where nothing can be compared. */
export const describeChange = (
  table: ResultTable,
  { group, measure }: Compared,
  language: Language,
): readonly Piece[] | undefined => {
  const change = table.columns.find(column => column.comparison === 'change')
  const before = table.columns.find(column => column.comparison === 'before')
  if (!group || !change || !before || rowsWithValue(table, change).length === 0) return undefined
  const { high, low } = extremes(table, change)
  const part = (row: number): readonly Piece[] => {
    const [name, from, to, by] = [group, before, measure, change].map(column => ({ row, column }))
    if (!name || !from || !to || !by) throw new Error('bug: four columns give four cells')
    return language === 'zh'
      ? [name, '（', from, ' → ', to, '，变化 ', by, '）']
      : [name, ' (from ', from, ' to ', to, ', a change of ', by, ')']
  }
  const label = named(measure, language)
  const [up, down] = waysOf(table, change, { high, low })[language]
  if (high === low) return [label, up, ...part(high), language === 'zh' ? '。' : '.']
  return language === 'zh'
    ? [label, up, ...part(high), '，', down, ...part(low), '。']
    : [label, up, ...part(high), ' and ', down, ...part(low), '.']
}

type Ways = Readonly<Record<Language, readonly [string, string]>>

/** Nothing "rose least" that fell. */
const waysOf = (
  table: ResultTable,
  change: ResultTableColumn,
  { high, low }: { readonly high: number; readonly low: number },
): Ways => {
  const index = table.columns.indexOf(change)
  const valueOf = (row: number): number => Number(table.rows[row]?.[index])
  if (valueOf(high) <= 0)
    return { en: [' fell least for ', 'most for '], zh: ['下降最少的是', '下降最多的是'] }
  if (valueOf(low) >= 0)
    return { en: [' rose most for ', 'least for '], zh: ['上升最多的是', '上升最少的是'] }
  return { en: [' rose most for ', 'fell most for '], zh: ['上升最多的是', '下降最多的是'] }
}
