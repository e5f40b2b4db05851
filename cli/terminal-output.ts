import type { Cell, Source } from '@millwright/spec'
import type { AskReply, ReadingOption } from './ask-reply.ts'

/** Wide characters take two columns of a terminal (Unicode Standard Annex 11, the common ranges). */
const isWide = (character: string): boolean =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
    character,
  )
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (isWide(character) ? 2 : 1), 0)

/** Control characters of data must not reach the terminal. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·')

const toText = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number')
    return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(8)))
  return printable(String(cell))
}

const rowLimit = 40

/** Rows as an aligned table; numbers to the right. */
export const toTable = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const shown = rows.slice(0, rowLimit).map(row => row.map(toText))
  const widths = columns.map((column, i) =>
    Math.max(widthOf(column), ...shown.map(row => widthOf(row[i] ?? ''))),
  )
  const isNumber = columns.map((_, i) => rows.every(row => row[i] === null || typeof row[i] === 'number'))
  const pad = (text: string, i: number): string => {
    const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(text)))
    return isNumber[i] ? space + text : text + space
  }
  const lines = [
    columns.map(pad).join('  '),
    widths.map(width => '─'.repeat(width)).join('  '),
    ...shown.map(row => row.map(pad).join('  ')),
  ]
  if (rows.length > rowLimit) lines.push(`… ${rows.length - rowLimit} more rows`)
  return lines.map(line => line.trimEnd()).join('\n')
}

/** How what parts one reading from the others is set apart. */
export type Emphasis = (text: string) => string

/** Bold and underlined where the terminal can, between stars elsewhere. */
export const emphasisOf = (isTerminal: boolean): Emphasis =>
  isTerminal ? text => `\u001b[1;4m${text}\u001b[0m` : text => `*${text}*`

/** What `ask` prints for people. */
export const toAnswerText = (reply: AskReply, emphasis: Emphasis = emphasisOf(false)): string => {
  const unused =
    reply.unusedWords.length > 0 ? [`Words that no step used: ${reply.unusedWords.join(', ')}`] : []
  if (reply.clarification)
    return [
      reply.clarification.question,
      ...reply.clarification.options.map((option, i) => toOptionText(option, i + 1, emphasis)),
      ...unused,
    ].join('\n')
  const orElse = reply.orElse === null ? [] : [`Or did you mean: ${printable(reply.orElse)}`]
  return [
    reply.answer,
    '',
    toTable(reply.columns, reply.rows),
    '',
    reply.sql ?? '',
    ...orElse,
    ...unused,
  ].join('\n')
}

const toOptionText = (option: ReadingOption, place: number, emphasis: Emphasis): string => {
  const sentence = emphasized(option, emphasis)
  const detail = option.detail === null ? '' : ` (${emphasis(printable(option.detail))})`
  const lines = option.problem === null ? previewLines(option) : [option.problem]
  return [`\n  ${place}. ${sentence}${detail}`, ...lines.map(line => `     ${line}`)].join('\n')
}

const emphasized = ({ reading, differs }: ReadingOption, emphasis: Emphasis): string => {
  const ends = [0, ...differs.map(({ to }) => to)]
  const parts = differs.map(
    ({ from, to }, i) =>
      printable(reading.slice(ends[i], from)) + emphasis(printable(reading.slice(from, to))),
  )
  return [...parts, printable(reading.slice(ends.at(-1)))].join('')
}

const previewLines = ({ columns, rows, rowCount, isMore }: ReadingOption): readonly string[] => {
  const count = `${rows.length} of ${isMore ? 'more than ' : ''}${rowCount ?? rows.length} rows`
  return rows.length === 0 ? ['no rows'] : [...toTable(columns, rows).split('\n'), count]
}

/** What a person should know of how a source was read, a line each; text of the data cannot steer the terminal. */
export const showNotes = ({ notes }: Pick<Source, 'notes'>, write: (line: string) => void): void => {
  for (const { table, message } of notes) write(printable(`  ${table ? `${table}: ` : ''}${message}`))
}
