import type { SqlDialect } from '@millwright/spec'
import type { SqlPlace } from '../tree.ts'
import { SqlSyntaxError } from './lexer.ts'
import type { Token } from './lexer.ts'

/** A place in a list of tokens that moves forward while a text is read. */
export interface Cursor {
  readonly dialect: SqlDialect
  readonly tokens: readonly Token[]
  position: number
  depth: number
}

const deepest = 60

export const peek = (cursor: Cursor, ahead = 0): Token => {
  const token = cursor.tokens[cursor.position + ahead] ?? cursor.tokens.at(-1)
  if (token === undefined) throw new Error('bug: no tokens')
  return token
}

export const advance = (cursor: Cursor): Token => {
  const token = peek(cursor)
  cursor.position++
  return token
}

const isWord = (token: Token, word: string): boolean => token.kind === 'word' && token.text === word
const isOperator = (token: Token, text: string): boolean => token.kind === 'operator' && token.text === text

/** Whether the next tokens are these words. */
export const sees = (cursor: Cursor, ...words: readonly string[]): boolean =>
  words.every((word, i) => isWord(peek(cursor, i), word))

export const seesOperator = (cursor: Cursor, text: string, ahead = 0): boolean =>
  isOperator(peek(cursor, ahead), text)

/** Takes the words if they are next. */
export const accept = (cursor: Cursor, ...words: readonly string[]): boolean => {
  if (!sees(cursor, ...words)) return false
  cursor.position += words.length
  return true
}

export const acceptOperator = (cursor: Cursor, text: string): boolean => {
  if (!seesOperator(cursor, text)) return false
  cursor.position++
  return true
}

/** Throws at the next token. */
export const fail = (cursor: Cursor, message: string, code?: string): never => {
  const token = peek(cursor)
  throw new SqlSyntaxError(message, token.from, Math.max(token.to, token.from), code)
}

const shown = (token: Token): string => (token.kind === 'end' ? 'the end of the query' : `"${token.raw}"`)

export const unexpected = (cursor: Cursor, wanted: string): never =>
  fail(cursor, `Expected ${wanted}, found ${shown(peek(cursor))}.`)

export const expect = (cursor: Cursor, ...words: readonly string[]): void => {
  if (!accept(cursor, ...words)) unexpected(cursor, words.join(' ').toUpperCase())
}

export const expectOperator = (cursor: Cursor, text: string): void => {
  if (!acceptOperator(cursor, text)) unexpected(cursor, `"${text}"`)
}

/** Runs `read` one level deeper; a text cannot exhaust the stack. */
export const nested = <T>(cursor: Cursor, read: () => T): T => {
  if (cursor.depth >= deepest)
    fail(cursor, `The query is nested deeper than ${deepest} levels.`, 'SQL_TOO_DEEP')
  cursor.depth++
  const result = read()
  cursor.depth--
  return result
}

const longestChain = 200

/** Counts links of a chain that becomes a tree as deep as it is long. */
export const checkChain = (cursor: Cursor, length: number): void => {
  if (length > longestChain) fail(cursor, `More than ${longestChain} operations in a row.`, 'SQL_TOO_LONG')
}

export interface Name {
  readonly text: string
  readonly at: SqlPlace
}

// Words of the grammar: without quotes they are never names here, though a dialect may allow some.
const grammarWords = new Set(
  `all and any as asc asof anti between case cast cross desc distinct else end escape except exists extract false fetch
  filter for from full glob group having ilike in inner intersect interval into is isnull join lateral left like limit
  natural not notnull null offset on or order over positional qualify regexp returning right rlike select semi
  separator set similar some straight_join tablesample then true try_cast union using values when where window with
  within`.split(/\s+/),
)

const isName = (token: Token): boolean =>
  token.kind === 'quoted' || (token.kind === 'word' && !grammarWords.has(token.text))

export const seesName = (cursor: Cursor): boolean => isName(peek(cursor))

/** An unquoted name folds as the dialect folds it: PostgreSQL to lower case, the others keep it. */
const folded = (token: Token, dialect: SqlDialect): string =>
  token.kind === 'word' && dialect === 'postgres' ? foldAscii(token.raw) : token.raw

const foldAscii = (text: string): string => text.replaceAll(/[A-Z]/g, c => c.toLowerCase())

export const readName = (cursor: Cursor, what: string): Name => {
  const token = peek(cursor)
  if (!isName(token)) return unexpected(cursor, what)
  cursor.position++
  return { text: folded(token, cursor.dialect), at: { from: token.from, to: token.to } }
}

/** A name after AS or a point, where any word may stand. */
export const readAnyName = (cursor: Cursor, what: string): Name => {
  const token = peek(cursor)
  if (token.kind !== 'quoted' && token.kind !== 'word') return unexpected(cursor, what)
  cursor.position++
  return { text: folded(token, cursor.dialect), at: { from: token.from, to: token.to } }
}

/** One or more, separated by commas. */
export const readList = <T>(cursor: Cursor, read: () => T): readonly T[] => {
  const items = [read()]
  while (acceptOperator(cursor, ',')) items.push(read())
  return items
}
