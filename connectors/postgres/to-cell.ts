import type { Cell, DataType } from '@millwright/spec'

/** Object ids of PostgreSQL's built-in types (pg_type.dat). */
const typeByOid: ReadonlyMap<number, DataType> = new Map([
  [16, 'boolean'],
  [17, 'binary'],
  [20, 'integer'],
  [21, 'integer'],
  [23, 'integer'],
  [26, 'integer'],
  [700, 'float'],
  [701, 'float'],
  [1700, 'decimal'],
  [1082, 'date'],
  [1114, 'timestamp'],
  [1184, 'timestamp'],
  [1083, 'time'],
  [1266, 'time'],
  [114, 'json'],
  [3802, 'json'],
  [1186, 'other'],
  [2249, 'other'],
])

/** Types that the product has no name for (enumerations, networks, text searches) are read as text. */
export const toDataType = (oid: number): DataType => typeByOid.get(oid) ?? 'text'

/** The product's type of what `format_type` prints. */
export const dataTypeOfName = (nativeType: string): DataType => {
  const name = nativeType.replace(/\(.*?\)/g, '')
  if (name.endsWith('[]')) return 'other'
  if (/^(smallint|integer|bigint|oid)$/.test(name)) return 'integer'
  if (/^(real|double precision)$/.test(name)) return 'float'
  if (name === 'numeric' || name === 'money') return name === 'numeric' ? 'decimal' : 'text'
  if (name === 'boolean') return 'boolean'
  if (name === 'date') return 'date'
  if (name.startsWith('timestamp')) return 'timestamp'
  if (`${name} `.startsWith('time ')) return 'time'
  if (/^jsonb?$/.test(name)) return 'json'
  if (name === 'bytea') return 'binary'
  return name === 'interval' ? 'other' : 'text'
}

const significantDigits = (text: string): number =>
  text
    .replace(/[eE].*$/, '')
    .replace(/[-+.]/g, '')
    .replace(/^0+/, '').length

const numberCell = (text: string, type: DataType): Cell => {
  const value = Number(text)
  if (!Number.isFinite(value)) return null
  if (type === 'integer') return Number.isSafeInteger(value) ? value : text
  return type === 'decimal' && significantDigits(text) > 15 ? text : value
}

/** `2026-11-02 06:15:00.5+00` → `2026-11-02T06:15:00.500Z`; the session runs in UTC. Infinities keep their text. */
const timestampCell = (text: string): Cell => {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?(\+00)?$/.exec(text)
  if (!match) return text
  const fraction = match[3] ? `.${match[3].padEnd(3, '0')}` : ''
  return `${match[1]}T${match[2]}${fraction}${match[4] ? 'Z' : ''}`
}

/** One value in PostgreSQL's text format as it travels. NaN and infinities become null. */
export const toCell = (text: string | null, type: DataType): Cell => {
  if (text === null) return null
  if (type === 'boolean') return text === 't'
  if (type === 'integer' || type === 'float' || type === 'decimal') return numberCell(text, type)
  if (type === 'timestamp') return timestampCell(text)
  if (type === 'binary') return Buffer.from(text.slice(2), 'hex').toString('base64')
  return text
}
