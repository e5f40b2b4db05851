import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api'
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { Cell, DataType } from '@millwright/spec'

const integers = new Set<DuckDBTypeId>([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.BIGNUM,
])
const timestamps = new Set<DuckDBTypeId>([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_TZ,
])
const texts = new Set<DuckDBTypeId>([DuckDBTypeId.VARCHAR, DuckDBTypeId.ENUM, DuckDBTypeId.UUID])
const nested = new Set<DuckDBTypeId>([
  DuckDBTypeId.LIST,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.MAP,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.UNION,
])

/** The product's type of a DuckDB type. */
export const toDataType = (type: DuckDBType): DataType => {
  if (type.alias === 'JSON') return 'json'
  const id = type.typeId
  if (integers.has(id)) return 'integer'
  if (timestamps.has(id)) return 'timestamp'
  if (texts.has(id)) return 'text'
  if (nested.has(id)) return 'json'
  if (id === DuckDBTypeId.BOOLEAN) return 'boolean'
  if (id === DuckDBTypeId.DECIMAL) return 'decimal'
  if (id === DuckDBTypeId.FLOAT || id === DuckDBTypeId.DOUBLE) return 'float'
  if (id === DuckDBTypeId.DATE) return 'date'
  if (id === DuckDBTypeId.TIME || id === DuckDBTypeId.TIME_TZ) return 'time'
  if (id === DuckDBTypeId.BLOB) return 'binary'
  return 'other'
}

const integerCell = (value: bigint): Cell =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value.toString()

const decimalCell = (value: DuckDBDecimalValue): Cell => {
  const text = value.toString()
  return text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? Number(text) : text
}

/** `2024-03-05 10:11:12.5` → `2024-03-05T10:11:12.500`; infinities and years before Christ keep DuckDB's text. */
const timestampCell = (text: string, zone: '' | 'Z'): Cell => {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(text)
  if (!match) return text
  const fraction = match[3] && Number(match[3]) !== 0 ? `.${match[3].padEnd(3, '0')}` : ''
  return `${match[1]}T${match[2]}${fraction}${zone}`
}

const instantCell = (value: DuckDBTimestampTZValue): Cell =>
  timestampCell(new DuckDBTimestampValue(value.micros).toString(), 'Z')

/** One value as it travels. Not-a-number and infinities become null: there is no such number in JSON. */
export const toCell = (value: DuckDBValue, type: DuckDBType): Cell => {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return integerCell(value)
  if (value instanceof DuckDBDecimalValue) return decimalCell(value)
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampTZValue) return instantCell(value)
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampSecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampNanosecondsValue
  )
    return timestampCell(value.toString(), '')
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('base64')
  if (nested.has(type.typeId))
    return JSON.stringify(JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter))
  return String(value)
}
