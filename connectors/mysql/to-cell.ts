import mysql from 'mysql2'
import type { FieldPacket } from 'mysql2'
import type { Cell, DataType } from '@millwright/spec'

// the package is CommonJS whose names Node cannot list
const { Types } = mysql

/** Character set of bytes that are no text. */
const binaryCharset = 63

type Field = Pick<FieldPacket, 'columnType' | 'type' | 'characterSet' | 'columnLength'>

const typeByCode: ReadonlyMap<number, DataType> = new Map([
  [Types.SHORT, 'integer'],
  [Types.LONG, 'integer'],
  [Types.LONGLONG, 'integer'],
  [Types.INT24, 'integer'],
  [Types.YEAR, 'integer'],
  [Types.DECIMAL, 'decimal'],
  [Types.NEWDECIMAL, 'decimal'],
  [Types.FLOAT, 'float'],
  [Types.DOUBLE, 'float'],
  [Types.DATE, 'date'],
  [Types.NEWDATE, 'date'],
  [Types.DATETIME, 'timestamp'],
  [Types.TIMESTAMP, 'timestamp'],
  [Types.TIME, 'time'],
  [Types.JSON, 'json'],
  [Types.BIT, 'binary'],
  [Types.GEOMETRY, 'binary'],
])

const codeOf = (field: Field): number => field.columnType ?? field.type ?? Types.VAR_STRING

/** The product's type of a result column. TINYINT(1) is what MySQL calls BOOLEAN. */
export const toDataType = (field: Field): DataType => {
  const code = codeOf(field)
  if (code === Types.TINY) return field.columnLength === 1 ? 'boolean' : 'integer'
  return (
    typeByCode.get(code) ?? (field.characterSet === binaryCharset && code !== Types.NULL ? 'binary' : 'text')
  )
}

/** The product's type of a column as `information_schema` names it. */
export const dataTypeOfName = (dataType: string, columnType: string): DataType => {
  if (columnType.startsWith('tinyint(1)')) return 'boolean'
  if (/^(tiny|small|medium|big)?int$|^year$/.test(dataType)) return 'integer'
  if (/^(decimal|numeric)$/.test(dataType)) return 'decimal'
  if (/^(float|double|real)$/.test(dataType)) return 'float'
  if (/^(datetime|timestamp)$/.test(dataType)) return 'timestamp'
  if (/^(date|time|json)$/.test(dataType)) return dataType as 'date' | 'time' | 'json' // the pattern names just these
  if (/blob$|binary$|^bit$|^geometry|point$|polygon$|linestring$/.test(dataType)) return 'binary'
  return 'text'
}

const significantDigits = (text: string): number =>
  text.replace(/e.*$/i, '').replace(/[-+.]/g, '').replace(/^0+/, '').length

const numberCell = (text: string, type: DataType): Cell => {
  const value = Number(text)
  if (!Number.isFinite(value)) return null
  if (type === 'integer') return Number.isSafeInteger(value) ? value : text
  return type === 'decimal' && significantDigits(text) > 15 ? text : value
}

/** TIMESTAMP is an instant (the session runs in UTC), DATETIME a wall clock. */
const timestampCell = (text: string, isInstant: boolean): Cell => {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(text)
  if (!match || text.startsWith('0000')) return text.startsWith('0000') ? null : text
  const fraction = match[3] && Number(match[3]) !== 0 ? `.${match[3].padEnd(3, '0')}` : ''
  return `${match[1]}T${match[2]}${fraction}${isInstant ? 'Z' : ''}`
}

/** One value in the text protocol as it travels. MySQL's zero date says that there is none. */
export const toCell = (bytes: Buffer | null, field: Field, type: DataType): Cell => {
  if (bytes === null) return null
  if (type === 'binary') return bytes.toString('base64')
  const text = bytes.toString('utf8')
  if (type === 'boolean') return text === '0' || text === '1' ? text === '1' : numberCell(text, 'integer')
  if (type === 'integer' || type === 'float' || type === 'decimal') return numberCell(text, type)
  if (type === 'timestamp') return timestampCell(text, codeOf(field) === Types.TIMESTAMP)
  return type === 'date' && text.startsWith('0000') ? null : text
}
