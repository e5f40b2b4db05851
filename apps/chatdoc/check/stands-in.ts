import { normaliseText } from '../analyse/normalise-text.ts'
import type { Citation } from '../step-outputs.ts'
import type { Block } from '../document/block.ts'

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Whether the quote stands literally in the block: in its text, or, for cells of a row, each in its own cell. */
export const quoteStandsIn = (quote: string, block: Block): boolean => {
  if (quote === '') return false
  if (block.text.includes(quote)) return true
  if (block.kind !== 'table') return false
  const cells = new Set(block.cells.map(cell => oneLine(cell.text)))
  return quote.split(/[\t\n]/).every(part => oneLine(part) === '' || cells.has(oneLine(part)))
}

const numberPattern = /\d+(?:[.,:]\d+)*/g
const codePattern =
  /(?<![\w.])(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[A-Za-z0-9]+(?:[-./_][A-Za-z0-9]+)*|[A-Za-z]\w*_\w+/g

/** Spaces stay: without them "30, 2019" would be one number, as "01，5" would with a comma of half width. */
const plainOf = (text: string): string => normaliseText(text.replaceAll(/[，、]/g, ' ; ')).text.toLowerCase()

/** Numbers and codes that a text tells. */
export const figuresOf = (text: string): readonly string[] => {
  const plain = plainOf(text)
  const codes = plain.match(codePattern) ?? []
  const numbers = plain.match(numberPattern) ?? []
  return [...new Set([...codes, ...numbers])]
}

const isDigit = (character: string | undefined): boolean => character !== undefined && /\d/.test(character)

/** Whether a figure stands by itself in the text: "20" does not stand in "E-207", nor "2.5" in "12.5". */
export const figureStandsIn = (figure: string, text: string): boolean => {
  const plain = plainOf(text)
  for (let at = plain.indexOf(figure); at !== -1; at = plain.indexOf(figure, at + 1)) {
    const [left, right] = [plain[at - 1], plain[at + figure.length]]
    const next = plain[at + figure.length + 1]
    const isCut = isDigit(left) || isDigit(right) || (/[.,]/.test(left ?? '') && isDigit(plain[at - 2]))
    if (!isCut && !(/[.,]/.test(right ?? '') && isDigit(next))) return true
  }
  return false
}

/** Everything that a citation shows of its blocks: quote, row and headers of a table, the heading path. */
export const wordsOfCitation = (citation: Citation, blocks: readonly Block[]): string => {
  const rows = new Set(citation.cells?.map(([row]) => row))
  const cells = blocks.flatMap(block =>
    block.kind === 'table'
      ? [
          block.caption,
          ...block.cells
            .filter(cell => cell.isHeader || rows.has(cell.row) || cell.columnSpan === block.columns)
            .map(cell => cell.text),
        ]
      : [],
  )
  const markers = blocks.flatMap(block => (block.kind === 'parameter' ? [block.name, block.value] : []))
  return [
    citation.quote,
    ...cells,
    ...markers,
    citation.documentTitle,
    citation.documentName,
    ...citation.headingPath,
  ].join(' \n ')
}
