import type { Block, TableBlock } from '../../document/block.ts'
import type { AnswerPart, Passage, Source } from '../../step-outputs.ts'
import { revisionsOf } from '../../understand/revisions.ts'
import { strengthIn, termsOf } from '../reading/question-terms.ts'
import { indexText } from '../reading/text-index.ts'
import { readableTable } from '../tables/readable-table.ts'
import { placeOf } from './answer-input.ts'
import type { AnswerInput, Composed } from './answer-input.ts'
import { partOfBlock } from './part.ts'

interface Side {
  readonly at: number
  readonly passage: Passage
  readonly block: Block
}
interface Pair {
  readonly before: Side | undefined
  readonly after: Side | undefined
}

const mostPairs = 8
/** Part of what is asked about that a change must name. */
const leastCover = 0.3

const sideOf = ({ retrieved }: AnswerInput, passageId: string | undefined): Side | undefined => {
  const at = retrieved.passages.findIndex(passage => passage.passageId === passageId)
  const passage = retrieved.passages[at]
  const [block] = passage?.blocks ?? []
  return passage && block ? { at, passage, block } : undefined
}

const textOf = ({ before, after }: Pair): string =>
  [before, after].flatMap(side => (side ? [placeOf(side.passage), side.block.text] : [])).join(' \n ')

/** A quantity is told by its unit where its name is not repeated: "tighten with 49 N·m". */
const units: readonly (readonly [name: RegExp, unit: RegExp])[] = [
  [/torque|扭矩|力矩/i, /\d\s?N·?m|牛·?米/],
  [/pressure|压力/i, /\d\s?(?:bar|[kM]?Pa|psi)/],
  [/temperature|温度/i, /\d\s?(?:°C|℃|°F)/],
  [/speed|转速/i, /\d\s?(?:rpm|r\/min)/],
  [/interval|间隔|周期/i, /\d\s?(?:h\b|hours?|days?|weeks?|months?|小时|天|周|个?月)/],
]
const isInUnit = (term: string, text: string): boolean =>
  units.some(([name, unit]) => name.test(term) && unit.test(text))

/** The changes that speak of what is asked about, best first in their order; all where the document alone is named. */
const pairsAbout = (pairs: readonly Pair[], subject: string, title: string): readonly Pair[] => {
  const inTitle = indexText(title)
  const terms = termsOf(subject, []).filter(term => strengthIn(term, inTitle) < 0.6)
  if (terms.length === 0) return pairs
  const covers = pairs.map(pair => {
    const text = textOf(pair)
    const index = indexText(text)
    const strengthOf = (term: (typeof terms)[number]): number =>
      Math.max(strengthIn(term, index), isInUnit(term.text, text) ? 0.8 : 0)
    return terms.reduce((sum, term) => sum + strengthOf(term), 0) / terms.length
  })
  const best = Math.max(0, ...covers)
  return best < leastCover ? [] : pairs.filter((_, i) => (covers[i] ?? 0) >= 0.35 * best)
}

const rowsOf = (table: TableBlock) =>
  readableTable(table).rows.map(row => ({ row: row.row, quote: row.texts.join('\t').trim() }))

/** Of a changed table the rows that the other side does not have. */
const rowParts = ({ at, block }: Side & { readonly block: TableBlock }, other: Block | undefined) => {
  const known = new Set(other?.kind === 'table' ? rowsOf(other).map(row => row.quote) : [])
  return rowsOf(block)
    .filter(({ quote }) => quote !== '' && !known.has(quote))
    .map(({ row, quote }): AnswerPart => {
      const cells = block.cells.flatMap((cell): [number, number][] =>
        cell.row === row ? [[cell.row, cell.column]] : [],
      )
      const source: Source = { passage: at, blockIds: [block.id], cells, quote }
      return { kind: 'row', text: quote.replaceAll('\t', ' · '), candidates: [], sources: [source] }
    })
}

const partsOf = (side: Side | undefined, other: Block | undefined): readonly AnswerPart[] => {
  if (!side || side.block.text.trim() === '') return []
  const { block, at } = side
  return block.kind === 'table' ? rowParts({ ...side, block }, other) : [partOfBlock('sentence', block, at)]
}

/** What two revisions of a document say differently about what is asked, each side cited in its own revision. */
export const composeRevisions = (input: AnswerInput): Composed => {
  const { changes } = input.retrieved
  const asked = revisionsOf(input.understood.question)
  if (!changes || !asked) return undefined
  const pairs = changes.pairs.map(pair => ({
    before: sideOf(input, pair.before),
    after: sideOf(input, pair.after),
  }))
  const title = input.retrieved.passages[0]?.documentTitle ?? ''
  const about = pairsAbout(pairs, asked.subject, title)
  const [a, b] = [changes.before.number, changes.after.number]
  const shown = (about.length > 0 ? about : pairs).slice(0, mostPairs)
  const parts = shown.flatMap(({ before, after }) => [
    ...partsOf(before, after?.block),
    ...partsOf(after, before?.block),
  ])
  const isNone = about.length === 0
  return {
    form: 'comparison',
    lead: isNone
      ? {
          en: `Nothing that speaks of this changed between revisions ${a} and ${b} of “${title}”. Other changes:`,
          zh: `《${title}》第 ${a} 版与第 ${b} 版在这方面没有变化。其他变化：`,
        }
      : {
          en: `What changed between revisions ${a} and ${b} of “${title}”:`,
          zh: `《${title}》第 ${a} 版与第 ${b} 版的不同：`,
        },
    parts,
  }
}
