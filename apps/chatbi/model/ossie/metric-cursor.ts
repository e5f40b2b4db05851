/** A piece of an expression's text. `offset` counts characters from its start. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'symbol' | 'end'
  readonly text: string
  readonly offset: number
  readonly isQuoted?: boolean
}

const tokenPattern =
  /\s+|(?<name>[\p{L}_][\p{L}\p{N}_$]*)|"(?<quoted>(?:[^"]|"")+)"|'(?<text>(?:[^']|'')*)'|(?<number>\d+(?:\.\d+)?)|(?<symbol><>|!=|<=|>=|[-+*/(),.<>=])/uy

/** Where an expression cannot be read, and why; never leaves the parser. */
export class MetricSyntaxError extends Error {
  readonly offset: number
  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}

/** Cuts an expression into names, numbers, texts and symbols; an end token stands last. */
export const tokensOf = (sql: string): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = 0; at < sql.length;) {
    tokenPattern.lastIndex = at
    const found = tokenPattern.exec(sql)
    if (found === null) throw new MetricSyntaxError(at, `"${sql[at] ?? ''}" is not expected here`)
    const { name, quoted, text, number, symbol } = found.groups ?? {}
    if (name !== undefined) tokens.push({ kind: 'name', text: name, offset: at })
    else if (quoted !== undefined)
      tokens.push({ kind: 'name', text: quoted.replaceAll('""', '"'), offset: at, isQuoted: true })
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'"), offset: at })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, offset: at })
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol, offset: at })
    at += found[0].length
  }
  return [...tokens, { kind: 'end', text: '', offset: sql.length }]
}

/** Reads tokens one after the other. */
export interface Cursor {
  peek(ahead?: number): Token
  next(): Token
  /** Takes the symbol or keyword where it stands next. */
  take(text: string): boolean
  expect(text: string): void
  /** Reads, or goes back to where it stood when that cannot be read. */
  attempt<T>(read: () => T): T | undefined
}

export const createCursor = (tokens: readonly Token[]): Cursor => {
  let at = 0
  const peek = (ahead = 0): Token => tokens[Math.min(at + ahead, tokens.length - 1)] as Token // the end token stands last
  const is = (token: Token, text: string): boolean =>
    token.kind === 'symbol'
      ? token.text === text
      : token.kind === 'name' && token.isQuoted !== true && token.text.toUpperCase() === text
  const take = (text: string): boolean => {
    if (!is(peek(), text)) return false
    at++
    return true
  }
  return {
    attempt: read => {
      const before = at
      try {
        return read()
      } catch (error) {
        if (!(error instanceof MetricSyntaxError)) throw error
        at = before
        return undefined
      }
    },
    peek,
    take,
    next: () => {
      const token = peek()
      at++
      return token
    },
    expect: text => {
      const token = peek()
      if (!take(text))
        throw new MetricSyntaxError(
          token.offset,
          `${text} is expected${token.kind === 'end' ? ' at the end' : ` before "${token.text}"`}`,
        )
    },
  }
}
