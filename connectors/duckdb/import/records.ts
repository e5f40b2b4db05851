/** How a delimited text is written. `quote` empty: quotes are ordinary characters. */
export interface Dialect {
  readonly delimiter: string
  readonly quote: '"' | ''
}

/** One record; `line` is where it starts (1-based), `lines` how many lines it spans. */
export interface TextRecord {
  readonly fields: readonly string[]
  readonly width: number
  readonly line: number
  readonly lines: number
  /** Written in a way that readers disagree about: text around quotes, quotes inside plain text. */
  readonly irregular: boolean
}

export interface RecordReader {
  push(text: string): void
  /** Ends the text. Returns the line of a quote that was opened and never closed. */
  end(): { readonly unclosedQuoteLine?: number }
}

const CR = 13
const LF = 10
const SPACE = 32
const QUOTE = 34

type State = 'start' | 'plain' | 'quoted' | 'quote-in-quoted' | 'after-quoted'

/**
 * Splits delimited text into records (RFC 4180, read leniently): quotes may be doubled, records may end in LF,
 * CRLF or CR, spaces may stand before a quote. Blank lines are passed over. With `keepFields: false` only
 * widths are counted, which is several times faster.
 */
export const createRecordReader = (
  dialect: Dialect,
  onRecord: (record: TextRecord) => void,
  options: { readonly keepFields: boolean; readonly startLine?: number },
): RecordReader => {
  const { keepFields } = options
  const delimiter = dialect.delimiter.charCodeAt(0)
  const quote = dialect.quote === '"' ? QUOTE : -1
  let state: State = 'start'
  let line = options.startLine ?? 1
  let recordLine = line
  let width = 0
  let irregular = false
  let hasContent = false
  let fields: string[] = []
  let field = ''
  let lastWasCr = false

  const endField = () => {
    if (keepFields) fields.push(field)
    field = ''
    width += 1
    state = 'start'
  }
  const endRecord = () => {
    if (hasContent || width > 0) {
      endField()
      onRecord({ fields, width, line: recordLine, lines: line - recordLine + 1, irregular })
    }
    fields = []
    field = ''
    width = 0
    irregular = false
    hasContent = false
    state = 'start'
  }

  const push = (text: string) => {
    let from = 0 // start of the piece of the field that is not yet in `field`
    const keep = (to: number) => {
      if (keepFields && to > from) field += text.slice(from, to)
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === LF && lastWasCr) {
        // second half of CRLF; a line break inside quotes keeps it
        lastWasCr = false
        if (state !== 'quoted') from = i + 1
        continue
      }
      lastWasCr = code === CR
      if (state === 'quoted') {
        if (code === QUOTE) {
          keep(i)
          state = 'quote-in-quoted'
          from = i + 1
        } else if (code === LF || code === CR) line += 1
        continue
      }
      if (state === 'quote-in-quoted') {
        if (code === QUOTE) {
          from = i
          state = 'quoted'
          continue
        }
        state = 'after-quoted'
      }
      if (code === delimiter) {
        keep(i)
        endField()
        hasContent = true
        from = i + 1
      } else if (code === LF || code === CR) {
        keep(i)
        endRecord()
        line += 1
        recordLine = line
        from = i + 1
      } else if (code === quote) {
        if (state === 'start') {
          keep(i)
          if (field !== '' || from < i) irregular = true
          field = ''
          hasContent = true
          state = 'quoted'
          from = i + 1
        } else irregular = true
      } else if (state === 'start') {
        if (code !== SPACE) {
          state = 'plain'
          hasContent = true
        }
      } else if (state === 'after-quoted') {
        if (code !== SPACE) irregular = true
        else if (text.charCodeAt(i + 1) === delimiter) from = i + 1
      }
    }
    keep(text.length)
  }

  const end = () => {
    if (state === 'quoted') return { unclosedQuoteLine: recordLine }
    endRecord()
    return {}
  }
  return { push, end }
}
