import type { SqlDialect } from '@millwright/spec'
import { reservedWords } from './reserved-words.ts'
import type { SqlIntervalUnit } from './tree.ts'

/** How one dialect writes what all of them can say. Everything that comes from a person's text passes here. */
export interface SqlSyntax {
  readonly dialect: SqlDialect
  /** A text literal. Throws on a NUL character, which no source stores in text. */
  string(value: string): string
  /** A name, quoted only where it must be. */
  identifier(name: string): string
  typed(type: 'date' | 'timestamp' | 'time', value: string): string
  /** `amount` is a printed expression. */
  interval(amount: string, unit: SqlIntervalUnit | undefined, isText: boolean): string
  /** Where nulls go when nothing is said. */
  nullsDefault(direction: 'asc' | 'desc'): 'first' | 'last'
  /** False: `x IS NULL, x` stands for NULLS LAST. */
  readonly hasNullsOrder: boolean
  readonly distinctFrom: readonly [isNot: string, is: string]
  /** `||` joins texts; elsewhere CONCAT does. */
  readonly hasConcatOperator: boolean
  readonly nullSafeEquals?: '<=>'
  /** Type names that are spelled otherwise here. */
  readonly types: Readonly<Record<string, string>>
  /** An operand of UNION and the like may stand in parentheses. */
  readonly hasSetParentheses: boolean
  /** Every derived table needs a name. */
  readonly needsDerivedAlias: boolean
}

const refuseNul = (text: string): void => {
  if (text.includes('\0')) throw new RangeError('a text with a NUL character cannot be written in SQL')
}

const doubled = (text: string, quote: string): string => {
  refuseNul(text)
  return quote + text.replaceAll(quote, quote + quote) + quote
}

/** SQL-92 5.3: the quote is doubled and nothing else is special. Holds for DuckDB and SQLite. */
const standardString = (value: string): string => doubled(value, "'")

/** A backslash is written in an E-string, which means the same whatever `standard_conforming_strings` says. */
const postgresString = (value: string): string =>
  value.includes('\\') ? `E${standardString(value.replaceAll('\\', '\\\\'))}` : standardString(value)

/** Quotes and backslashes are both doubled: closed under either setting of `NO_BACKSLASH_ESCAPES`. */
const mysqlString = (value: string): string => standardString(value.replaceAll('\\', '\\\\'))

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/
const plainLowerName = /^[a-z_][a-z0-9_]*$/

const identifierOf =
  (quote: '"' | '`', plain: RegExp) =>
  (name: string): string =>
    plain.test(name) && !reservedWords.has(name.toLowerCase()) ? name : doubled(name, quote)

const typedLiteral =
  (string: (value: string) => string) =>
  (type: 'date' | 'timestamp' | 'time', value: string): string =>
    `${type.toUpperCase()} ${string(value)}`

/** `INTERVAL '3' DAY` for a number, `INTERVAL (x) DAY` for an expression. */
const duckdbInterval: SqlSyntax['interval'] = (amount, unit, isText) =>
  unit === undefined
    ? `INTERVAL ${amount}`
    : `INTERVAL ${isText || /^\d+$/.test(amount) ? amount : `(${amount})`} ${unit.toUpperCase()}`

const postgresInterval: SqlSyntax['interval'] = (amount, unit, isText) => {
  if (unit === undefined) return `INTERVAL ${amount}`
  const whole = unit === 'quarter' ? '3 month' : `1 ${unit}`
  if (unit !== 'quarter' && /^\d+$/.test(amount)) return `INTERVAL '${amount} ${unit}'`
  return `(${isText ? `CAST(${amount} AS double precision)` : `(${amount})`} * INTERVAL '${whole}')`
}

const mysqlInterval: SqlSyntax['interval'] = (amount, unit) =>
  `INTERVAL ${/^\d+$/.test(amount) ? amount : `(${amount})`} ${(unit ?? 'day').toUpperCase()}`

export const duckdbSyntax: SqlSyntax = {
  dialect: 'duckdb',
  string: standardString,
  identifier: identifierOf('"', plainName),
  typed: typedLiteral(standardString),
  interval: duckdbInterval,
  nullsDefault: () => 'last',
  hasNullsOrder: true,
  distinctFrom: ['IS DISTINCT FROM', 'IS NOT DISTINCT FROM'],
  hasConcatOperator: true,
  types: { 'double precision': 'DOUBLE', text: 'VARCHAR', 'timestamp without time zone': 'TIMESTAMP' },
  hasSetParentheses: true,
  needsDerivedAlias: false,
}

export const sqliteSyntax: SqlSyntax = {
  dialect: 'sqlite',
  string: standardString,
  identifier: identifierOf('"', plainName),
  typed: (_type, value) => standardString(value),
  interval: () => {
    throw new Error('bug: SQLite has no intervals')
  },
  nullsDefault: direction => (direction === 'asc' ? 'first' : 'last'),
  hasNullsOrder: true,
  distinctFrom: ['IS NOT', 'IS'],
  hasConcatOperator: true,
  types: { 'double precision': 'REAL', double: 'REAL', float: 'REAL', varchar: 'TEXT', bigint: 'INTEGER' },
  hasSetParentheses: false,
  needsDerivedAlias: false,
}

export const postgresSyntax: SqlSyntax = {
  dialect: 'postgres',
  string: postgresString,
  identifier: identifierOf('"', plainLowerName),
  typed: typedLiteral(postgresString),
  interval: postgresInterval,
  nullsDefault: direction => (direction === 'asc' ? 'last' : 'first'),
  hasNullsOrder: true,
  distinctFrom: ['IS DISTINCT FROM', 'IS NOT DISTINCT FROM'],
  hasConcatOperator: true,
  types: { double: 'double precision', varchar: 'text', datetime: 'timestamp' },
  hasSetParentheses: true,
  needsDerivedAlias: false,
}

export const mysqlSyntax: SqlSyntax = {
  dialect: 'mysql',
  string: mysqlString,
  identifier: identifierOf('`', plainName),
  typed: typedLiteral(mysqlString),
  interval: mysqlInterval,
  nullsDefault: direction => (direction === 'asc' ? 'first' : 'last'),
  hasNullsOrder: false,
  distinctFrom: ['<=>', '<=>'],
  hasConcatOperator: false,
  nullSafeEquals: '<=>',
  types: {
    'double precision': 'DOUBLE',
    text: 'CHAR',
    varchar: 'CHAR',
    timestamp: 'DATETIME',
    bigint: 'SIGNED',
    integer: 'SIGNED',
    int: 'SIGNED',
  },
  hasSetParentheses: true,
  needsDerivedAlias: true,
}

/** The syntax of each dialect. */
export const sqlSyntax: Readonly<Record<SqlDialect, SqlSyntax>> = {
  duckdb: duckdbSyntax,
  sqlite: sqliteSyntax,
  postgres: postgresSyntax,
  mysql: mysqlSyntax,
}
