import { quoteText } from '../sql-text.ts'

/** Spellings of "no value" that hold in any column. */
const everywhere = ['', 'null', '\\n', '#n/a', 'n/a', '#null!', '<null>']
/** Spellings that may be a value of a text column ("NA", Namibia) but never a number or time. */
const amongValues = [
  'na',
  'nan',
  'none',
  'nil',
  '-',
  '--',
  '---',
  '—',
  '–',
  '/',
  '?',
  '.',
  '*',
  '#div/0!',
  '#value!',
  '#ref!',
  '无',
  '空',
  '暂无',
  '缺失',
  'missing',
  'unknown',
  'n.a.',
  'tbd',
]
const all = new Set([...everywhere, ...amongValues])

const sqlList = (spellings: readonly string[]): string => spellings.map(quoteText).join(', ')
const blanks = "' \t\r\n\u00a0\u3000\ufeff'"

export const isNullSpelling = (text: string): boolean => all.has(text.toLowerCase())

/** SQL: `column` without blanks around it, null where it says "no value" in any column. */
export const sqlText = (column: string): string =>
  `(CASE WHEN lower(trim(${column}, ${blanks})) IN (${sqlList(everywhere)}) THEN NULL ELSE trim(${column}, ${blanks}) END)`

/** SQL: as `sqlText`, and null too where a number or a time says "no value". */
export const sqlValue = (column: string): string =>
  `(CASE WHEN lower(trim(${column}, ${blanks})) IN (${sqlList([...all])}) THEN NULL ELSE trim(${column}, ${blanks}) END)`

/** The value of a cell as the SQL of `sqlValue` has it. */
export const valueText = (cell: string | null): string | null => {
  const text = cell?.replace(/^[ \t\r\n\u00a0\u3000\ufeff]+|[ \t\r\n\u00a0\u3000\ufeff]+$/g, '') ?? ''
  return all.has(text.toLowerCase()) ? null : text
}
