import type { Cell, Language } from '@millwright/spec'
import type { ResultTableColumn } from '../execute/result-table.ts'

/** A cell as people read it: grouped digits, percent, unit, dates by their grain. */
export const formatCell = (cell: Cell, column: ResultTableColumn, language: Language): string => {
  if (cell === null && column.role === 'measure') return language === 'zh' ? '无数据' : 'no value'
  if (cell === null) return language === 'zh' ? '（空）' : '(empty)'
  if (typeof cell === 'boolean') return language === 'zh' ? (cell ? '是' : '否') : cell ? 'yes' : 'no'
  if (column.role === 'time') return formatTime(String(cell), column.grain, language)
  if (typeof cell === 'string' && (column.role !== 'measure' || !isNumeric(cell))) return cell
  return column.role === 'measure' ? formatMeasure(Number(cell), column, language) : String(cell)
}

const isNumeric = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

const formatMeasure = (value: number, column: ResultTableColumn, language: Language): string => {
  if (column.percent && column.comparison === 'change') return formatPoints(value, column, language)
  if (column.percent) return `${format(value * 100, { maximumFractionDigits: column.decimals ?? 2 })}%`
  const text = format(value, { maximumFractionDigits: column.decimals ?? fractionDigits(value) })
  return column.unit ? `${text} ${column.unit}` : text
}

/** From 5 % to 6 % is one percentage point, not one percent. */
const formatPoints = (value: number, { decimals = 2 }: ResultTableColumn, language: Language): string => {
  const text = format(value * 100, { maximumFractionDigits: Math.max(2, decimals) })
  if (language === 'zh') return `${text} 个百分点`
  return Math.abs(Number(text)) === 1 ? `${text} percentage point` : `${text} percentage points`
}

/** Four significant digits, but never fewer than the whole part has. */
const fractionDigits = (value: number): number => {
  const size = Math.abs(value)
  if (size >= 1000 || Number.isInteger(value)) return size >= 1000 ? 0 : 2
  return size === 0 ? 0 : Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(size))))
}

const format = (value: number, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat('en-US', options).format(value)

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const formatTime = (text: string, grain: ResultTableColumn['grain'], language: Language): string => {
  const match = /^(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d):(\d\d))?/.exec(text)
  if (!match) return text
  const [, year = '', month = '', day = '01', hour = '00', minute = '00'] = match
  const name = months[Number(month) - 1] ?? month
  switch (grain) {
    case 'year':
      return language === 'zh' ? `${year}年` : year
    case 'quarter':
      return language === 'zh'
        ? `${year}年第${Math.ceil(Number(month) / 3)}季度`
        : `Q${Math.ceil(Number(month) / 3)} ${year}`
    case 'month':
      return language === 'zh' ? `${year}年${Number(month)}月` : `${name} ${year}`
    case 'week':
      return language === 'zh'
        ? `${Number(month)}月${Number(day)}日起的一周`
        : `the week of ${Number(day)} ${name} ${year}`
    case 'hour':
      return language === 'zh'
        ? `${Number(month)}月${Number(day)}日${Number(hour)}时`
        : `${Number(day)} ${name} ${hour}:00`
    default: {
      const date =
        language === 'zh' ? `${year}年${Number(month)}月${Number(day)}日` : `${Number(day)} ${name} ${year}`
      return match[4] === undefined || (hour === '00' && minute === '00') ? date : `${date} ${hour}:${minute}`
    }
  }
}
