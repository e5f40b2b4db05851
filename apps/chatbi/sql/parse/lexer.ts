import type { SqlDialect } from '@millwright/spec'

export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'operator' | 'end'
  /** Words in lower case; quoted names and strings without their quotes; operators and digits as written. */
  readonly text: string
  /** As it was written, without quotes. */
  readonly raw: string
  readonly from: number
  readonly to: number
}

/** A place in the text where reading stopped, and why. Offsets count UTF-16 units from 0. */
export class SqlSyntaxError extends Error {
  readonly from: number
  readonly to: number
  readonly code: string
  constructor(message: string, from: number, to: number, code = 'SQL_SYNTAX') {
    super(message)
    this.name = 'SqlSyntaxError'
    this.from = from
    this.to = to
    this.code = code
  }
}

interface Quoting {
  readonly strings: ReadonlySet<string>
  readonly names: ReadonlySet<string>
  readonly hasBackslash: boolean
  readonly hasHashComment: boolean
  /** E'…' with backslashes. */
  readonly hasEscapeStrings: boolean
}

const quoting: Readonly<Record<SqlDialect, Quoting>> = {
  duckdb: {
    strings: new Set("'"),
    names: new Set('"'),
    hasBackslash: false,
    hasHashComment: false,
    hasEscapeStrings: true,
  },
  postgres: {
    strings: new Set("'"),
    names: new Set('"'),
    hasBackslash: false,
    hasHashComment: false,
    hasEscapeStrings: true,
  },
  sqlite: {
    strings: new Set("'"),
    names: new Set('"`['),
    hasBackslash: false,
    hasHashComment: false,
    hasEscapeStrings: false,
  },
  mysql: {
    strings: new Set(`'"`),
    names: new Set('`'),
    hasBackslash: true,
    hasHashComment: true,
    hasEscapeStrings: false,
  },
}

// Longest first. What is not here (bit operators, arrows, casts of other dialects) is not part of the language.
const operators = ['<=>', '||', '::', '<=', '>=', '<>', '!=', '==', '//', '(', ')', ',', '.', ';', '+', '-', '*', '/', '%', '=', '<', '>'] // prettier-ignore

const wordStart = /[\p{L}_]/u
const wordPart = /[\p{L}\p{N}\p{M}_$]/u
const numberAt = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const mostTokens = 6000

// What an input method or a word processor puts where SQL wants another character.
const lookalikes: Readonly<Record<string, string>> = {
  '，': ',', '（': '(', '）': ')', '；': ';', '＝': '=', '。': '.', '：': ':', '“': '"', '”': '"', '‘': "'", '’': "'", '＊': '*', '\u00a0': ' ', '\u3000': ' ', '–': '-', '—': '-', '−': '-',
} // prettier-ignore

/** Cuts SQL into tokens; comments and white space are left out. Throws SqlSyntaxError at what it cannot read. */
export const tokenize = (sql: string, dialect: SqlDialect): readonly Token[] => {
  const rules = quoting[dialect]
  const tokens: Token[] = []
  for (let at = 0; at < sql.length;) {
    const after = skipBlank(sql, at, dialect, rules)
    if (after > at) {
      at = after
      continue
    }
    const token = readToken(sql, at, dialect, rules)
    tokens.push(token)
    if (tokens.length > mostTokens)
      throw new SqlSyntaxError(
        `The query is longer than ${mostTokens} words.`,
        at,
        sql.length,
        'SQL_TOO_LONG',
      )
    at = token.to
  }
  tokens.push({ kind: 'end', text: '', raw: '', from: sql.length, to: sql.length })
  return tokens
}

/** Past one run of white space or one comment; `at` itself where there is none. */
const skipBlank = (sql: string, at: number, dialect: SqlDialect, rules: Quoting): number => {
  const c = sql[at] ?? ''
  if (c === ' ' || c === '\t' || c === '\n' || c === '\r') return at + 1
  const lineEnd = (): number => {
    const end = sql.indexOf('\n', at)
    return end < 0 ? sql.length : end + 1
  }
  if (c === '#' && rules.hasHashComment) return lineEnd()
  if (sql.startsWith('--', at) && (dialect !== 'mysql' || /^(\s|$)/.test(sql.slice(at + 2, at + 3))))
    return lineEnd()
  if (!sql.startsWith('/*', at)) return at
  const end = sql.indexOf('*/', at + 2)
  const body = sql.slice(at + 2, end < 0 ? sql.length : end)
  // Run by MySQL, nested by some dialects and not by others: what a comment hides must not depend on who reads it.
  if (end < 0) throw new SqlSyntaxError('The comment has no end.', at, sql.length)
  if (/^[!+M]/.test(body) || body.includes('/*'))
    throw new SqlSyntaxError(
      'A comment may hold neither instructions nor another comment.',
      at,
      end + 2,
      'SQL_COMMENT',
    )
  return end + 2
}

const readToken = (sql: string, at: number, dialect: SqlDialect, rules: Quoting): Token => {
  const c = sql[at] ?? ''
  if (rules.strings.has(c))
    return readQuoted(sql, at, c, 'string', rules.hasBackslash ? 'mysql-string' : 'plain')
  if (rules.names.has(c)) return readQuoted(sql, at, c === '[' ? ']' : c, 'quoted', 'plain')
  if (rules.hasEscapeStrings && /^e'/i.test(sql.slice(at, at + 2))) {
    const token = readQuoted(sql, at + 1, "'", 'string', 'escape-string')
    return { ...token, from: at }
  }
  const character = String.fromCodePoint(sql.codePointAt(at) ?? 0)
  if (wordStart.test(character)) return readWord(sql, at, dialect)
  numberAt.lastIndex = at
  const digits = numberAt.exec(sql)?.[0]
  if (digits !== undefined) {
    const to = at + digits.length
    if (wordPart.test(sql[to] ?? ' '))
      throw new SqlSyntaxError(`"${sql.slice(at, to + 1)}" is not a number.`, at, to + 1)
    return { kind: 'number', text: digits, raw: digits, from: at, to }
  }
  const operator = operators.find(o => sql.startsWith(o, at))
  if (operator !== undefined)
    return { kind: 'operator', text: operator, raw: operator, from: at, to: at + operator.length }
  const meant = lookalikes[character]
  const shown = /[\p{C}\p{Z}]/u.test(character)
    ? `The invisible character U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
    : `"${character}"`
  const hint = meant === undefined ? '' : ` Write "${meant}".`
  throw new SqlSyntaxError(`${shown} cannot stand here.${hint}`, at, at + character.length)
}

const readWord = (sql: string, at: number, dialect: SqlDialect): Token => {
  let to = at
  for (const character of sql.slice(at)) {
    if (!wordPart.test(character)) break
    to += character.length
  }
  const raw = sql.slice(at, to)
  // N'…', X'…', _utf8'…': a string whose meaning its prefix changes.
  const next = sql[to] ?? ''
  const isPrefix = next === "'" || (next === '"' && dialect === 'mysql') || next === '&'
  if (isPrefix && /^([nxbeu]|_\w+)$/i.test(raw))
    throw new SqlSyntaxError(
      `Strings with the prefix ${raw} are not allowed; write a plain string.`,
      at,
      to + 1,
    )
  if (raw.includes('$')) throw new SqlSyntaxError(`The name ${raw} has a "$"; put it in quotes.`, at, to)
  return { kind: 'word', text: raw.toLowerCase(), raw, from: at, to }
}

const mysqlEscapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', Z: '\u001a' }

const readQuoted = (
  sql: string,
  at: number,
  close: string,
  kind: 'string' | 'quoted',
  escapes: 'plain' | 'mysql-string' | 'escape-string',
): Token => {
  let text = ''
  for (let i = at + 1; i < sql.length; i++) {
    const c = sql[i] ?? ''
    if (c === '\0') throw new SqlSyntaxError('A NUL character cannot stand in SQL.', i, i + 1)
    if (c === '\\' && escapes !== 'plain') {
      const escaped = sql[++i] ?? ''
      // The backslash before a wildcard stays: it is read by LIKE, not by the string.
      const isWildcard = escapes === 'mysql-string' && (escaped === '%' || escaped === '_')
      text += isWildcard ? `\\${escaped}` : unescaped(escaped, i, escapes)
    } else if (c !== close) text += c
    else if (sql[i + 1] === close && close !== ']') {
      text += close
      i++
    } else {
      if (kind === 'quoted' && text === '') throw new SqlSyntaxError('A name cannot be empty.', at, i + 1)
      return { kind, text, raw: text, from: at, to: i + 1 }
    }
  }
  throw new SqlSyntaxError(
    kind === 'string' ? 'The string has no end.' : 'The name has no end.',
    at,
    sql.length,
  )
}

const unescaped = (escaped: string, at: number, escapes: 'mysql-string' | 'escape-string'): string => {
  if (escapes === 'escape-string' && !/^[\\'ntrb]$/.test(escaped))
    throw new SqlSyntaxError('Write this character itself, not its number.', at - 1, at + 1)
  if (escaped === '0') throw new SqlSyntaxError('A NUL character cannot stand in SQL.', at - 1, at + 1)
  return mysqlEscapes[escaped] ?? escaped
}
