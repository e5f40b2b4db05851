import type { Cell, DataType } from '@millwright/spec'

export type SqliteValue = null | number | bigint | string | Uint8Array

/** Storage classes, as `typeof()` names them. */
export type StorageClass = 'null' | 'integer' | 'real' | 'text' | 'blob'

const declaredTypes: readonly (readonly [RegExp, DataType])[] = [
  [/BOOL/i, 'boolean'],
  [/JSON/i, 'json'],
  [/DATETIME|TIMESTAMP/i, 'timestamp'],
  [/DATE/i, 'date'],
  [/TIME/i, 'time'],
  [/INT/i, 'integer'],
  [/CHAR|CLOB|TEXT|STRING|UUID|ENUM/i, 'text'],
  [/BLOB|BINARY/i, 'binary'],
  [/REAL|FLOA|DOUB/i, 'float'],
  [/DEC|NUM|MONEY/i, 'decimal'],
]

const typeOfStorage: Readonly<Record<StorageClass, DataType | undefined>> = {
  null: undefined,
  integer: 'integer',
  real: 'float',
  text: 'text',
  blob: 'binary',
}

const agrees = (declared: DataType, stored: StorageClass): boolean => {
  if (stored === 'null') return true
  if (declared === 'boolean') return stored === 'integer'
  if (declared === 'integer') return stored === 'integer'
  if (declared === 'float' || declared === 'decimal') return stored === 'integer' || stored === 'real'
  if (declared === 'binary') return stored === 'blob'
  return stored === 'text'
}

/**
 * SQLite stores what it is given whatever was declared (sqlite.org/datatype3.html), so the values found decide
 * where they disagree with the declaration: `stored` counts the storage classes of a sample.
 */
export const toDataType = (declared: string, stored: ReadonlyMap<StorageClass, number>): DataType => {
  const values = [...stored].filter(([storage]) => storage !== 'null')
  const total = values.reduce((sum, [, count]) => sum + count, 0)
  const named = declaredTypes.find(([pattern]) => pattern.test(declared))?.[1]
  if (total === 0) return named ?? 'text'
  const fitting = named
    ? values.filter(([storage]) => agrees(named, storage)).reduce((sum, [, count]) => sum + count, 0)
    : 0
  if (named && fitting >= total * 0.9) return named
  if (values.every(([storage]) => storage === 'integer' || storage === 'real'))
    return values.some(([storage]) => storage === 'real') ? 'float' : 'integer'
  const most = values.toSorted((a, b) => b[1] - a[1])[0]
  return (most && typeOfStorage[most[0]]) ?? 'text'
}

/** Type of a result column: as declared where it is a plain column, else by its values. */
export const storageOf = (value: SqliteValue): StorageClass => {
  if (value === null) return 'null'
  if (typeof value === 'bigint') return 'integer'
  if (typeof value === 'number') return 'real'
  return typeof value === 'string' ? 'text' : 'blob'
}

const timestampText = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d(?:\.\d+)?)?$/

/** One value as it travels, read as `type`. Reals that JSON has not (infinities) become null. */
export const toCell = (value: SqliteValue, type: DataType): Cell => {
  if (value === null) return null
  if (typeof value === 'bigint') {
    if (type === 'boolean' && (value === 0n || value === 1n)) return value === 1n
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return Buffer.from(value).toString('base64')
  const time = type === 'timestamp' ? timestampText.exec(value) : null
  return time ? `${time[1]}T${time[2]}${time[3] ?? ':00'}` : value
}
