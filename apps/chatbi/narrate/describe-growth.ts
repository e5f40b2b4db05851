import type { Language } from '@millwright/spec'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import { extremes, rowsWithValue } from './extremes.ts'
import type { Piece } from './sentence.ts'

/** In which periods it rose and fell most; nothing where no period can be set against one before. */
export const describeGrowth = (
  table: ResultTable,
  time: ResultTableColumn,
  changes: readonly ResultTableColumn[],
  language: Language,
): readonly Piece[] => {
  const [change] = changes
  if (!change || rowsWithValue(table, change).length === 0) return []
  const index = table.columns.indexOf(change)
  const { high, low } = extremes(table, change)
  const valueOf = (row: number): number => Number(table.rows[row]?.[index])
  const isZh = language === 'zh'
  const part = (row: number, [en, zh]: readonly [string, string]): readonly Piece[] => {
    const by = changes.flatMap((column, i): readonly Piece[] => [
      ...(i > 0 ? [isZh ? '，' : ', '] : []),
      { row, column },
    ])
    const at = { row, column: time }
    return isZh ? ['在', at, `${zh}（变化 `, ...by, '）'] : [` ${en} in `, at, ' (a change of ', ...by, ')']
  }
  const rose = valueOf(high) > 0 ? part(high, ['rose most', '上升最多']) : []
  const fell = valueOf(low) < 0 ? part(low, ['fell most', '下降最多']) : []
  if (rose.length === 0 && fell.length === 0) return []
  const and = rose.length > 0 && fell.length > 0 ? [isZh ? '，' : ' and'] : []
  return isZh ? [...rose, ...and, ...fell, '。'] : [' It', ...rose, ...and, ...fell, '.']
}
