import type { Direction } from '../../link/cue.ts'
import { endMeant } from './adjective.ts'
import type { Anchor } from './anchor.ts'
import type { Column } from './column.ts'
import type { FloatingTable } from './row-set.ts'
import type { Shape } from './shape.ts'

/** Takes one feature of a query. */
export type Emit = (feature: string, value: number) => void

/** What the question says whatever is read into it; computed once. */
export interface QuestionFacts {
  readonly table: FloatingTable
  /** Words and pairs of words. */
  readonly grams: readonly string[]
  /** Words that something in the query should stand for, by atom. */
  readonly isTelling: readonly boolean[]
  /** The question word: `who`, `how many`, `which` … */
  readonly asks: string
  /** Where the thing asked for is named; the atom after the question word. */
  readonly headAt: number
  /** Stems of the words that name it. */
  readonly headWords: readonly string[]
  /** Stems of words that rank. */
  readonly rankWords: readonly string[]
  /** Columns that an adjective speaks of ("cheapest" of prices), with the end of their amounts that it means. */
  readonly ends: ReadonlyMap<Column, Direction>
}

const askPattern =
  /^(how many|how much|how long|how old|how often|how far|how tall|how|who|whose|whom|when|where|which|what|name|list|is|are|was|were|did|do|does|has|have|tell|in|on|at|the)$/

/** Facts of the question for {@link emitFeatures}. */
export const factsOf = (table: FloatingTable): QuestionFacts => {
  const { atoms, isStop, links } = table.lattice
  const norms = atoms.map(atom => (atom.kind === 'number' ? '#' : atom.norm.toLowerCase()))
  const isCueAtom = atoms.map(() => false)
  for (const { from, to, target } of links) if (target.kind === 'cue') isCueAtom.fill(true, from, to)
  const { asks, headAt } = askOf(norms)
  return {
    table,
    grams: [
      ...new Set([
        ...norms.map((norm, i) => (i === 0 ? `^${norm}` : norm)),
        ...norms,
        ...norms.slice(1).map((norm, i) => `${norms[i] ?? ''} ${norm}`),
      ]),
    ],
    isTelling: atoms.map((atom, i) => !isStop[i] && atom.kind !== 'punct' && !isCueAtom[i]),
    asks,
    headAt,
    headWords: atoms
      .slice(headAt, headAt + 3)
      .filter((atom, i) => atom.kind === 'word' && (i === 0 || !isStop[headAt + i]))
      .map(atom => atom.stem),
    ends: new Map(
      table.columns.flatMap(column => {
        const end = column.amount && endMeant(norms, column)
        return end ? [[column, end] as const] : []
      }),
    ),
    rankWords: atoms.filter(atom => rankPattern.test(atom.norm)).map(atom => atom.norm),
  }
}

const rankPattern =
  /^(first|last|final|top|bottom|most|least|best|worst|latest|earliest|previous|next|more|less|fewer|after|before|\p{L}{2,}est|\p{L}{2,}er)$/u

const askOf = (norms: readonly string[]): Pick<QuestionFacts, 'asks' | 'headAt'> => {
  for (let at = 0; at < norms.length; at++) {
    const pair = `${norms[at] ?? ''} ${norms[at + 1] ?? ''}`
    if (pair.startsWith('how ') && askPattern.test(pair)) return { asks: pair, headAt: at + 2 }
    if (/^(how|who|whose|whom|when|where|which|what)$/.test(norms[at] ?? ''))
      return { asks: norms[at] ?? '', headAt: at + 1 }
  }
  const first = norms[0] ?? ''
  return { asks: askPattern.test(first) ? first : 'other', headAt: 1 }
}

const rankedBy = ({ by, column }: NonNullable<Shape['order']>): string =>
  column && by !== 'span' ? column.kind : by

/** Parts of a shape that words speak for; each pair of a word and one of them is a feature. */
export const signaturesOf = (shape: Shape): readonly string[] => {
  const { head, order, relations, anchors } = shape
  const relation = relations.filter(one => one !== 'foreign').join('+') || 'none'
  const rank = order ? `${order.direction}:${rankedBy(order)}:${order.count > 1 ? 'n' : '1'}` : 'none'
  const amounts = anchors.filter(anchor => anchor.kind === 'amount').map(anchor => anchor.operator)
  return [`h=${head}`, `r=${relation}`, `o=${rank}`, `a=${amounts.join('') || 'none'}`]
}

/** The features of a query besides the pairs of words and signatures. */
export const emitFeatures = (facts: QuestionFacts, shape: Shape, emit: Emit): void => {
  emitCoverage(facts, shape, emit)
  for (const anchor of shape.anchors) emitAnchor(facts, shape, anchor, emit)
  emit(`anchors:${Math.min(4, shape.anchors.length)}:${shape.head}`, 1)
  for (const relation of shape.relations) emit(`relation:${relation}`, 1)
  emitNegation(facts, shape, emit)
  emit(
    `whole:${shape.head}|${shape.relations.join('+')}|${shape.order?.by ?? 'none'}|${Math.min(2, shape.anchors.length)}`,
    1,
  )
  emitShown(facts, shape, emit)
  emitOrder(facts, shape, emit)
  for (const column of shape.compared) emit(`compared:${namedAs(column)}`, 1)
  emitEnd(facts, shape, emit)
}

/** What an adjective speaks of should be what rows are ranked, compared or summed up by. */
const emitEnd = ({ ends }: QuestionFacts, shape: Shape, emit: Emit): void => {
  if (ends.size === 0) return
  const { order, compared, head, relations } = shape
  const ranked =
    order?.column ?? compared[0] ?? (/^(max|min|difference|amounts)/.test(head) ? shape.shown[0] : undefined)
  const end = ranked && ends.get(ranked)
  if (!end) return emit(`adjective ignored:${ranked ? 'other' : 'none'}`, 1)
  const direction =
    order?.direction ??
    (relations.includes('more') || head === 'max'
      ? 'desc'
      : relations.includes('less') || head === 'min'
        ? 'asc'
        : end)
  emit(
    `adjective ${direction === end ? 'meant' : 'reversed'}:${order ? 'order' : compared.length > 0 ? 'compared' : 'head'}`,
    1,
  )
}

const denial =
  /^(not|never|no|n't|other|besides|except|excluding|outside|else|without|than|apart|aside|none)$/

/** "Did not start" may be what a cell says: then its "not" turns nothing round. */
const emitNegation = ({ table }: QuestionFacts, { anchors, relations, negated }: Shape, emit: Emit): void => {
  const said = table.lattice.atoms.flatMap(({ norm }, at) => (denial.test(norm) ? [at] : []))
  const isFree = said.some(at => !anchors.some(({ from, to }) => from <= at && at < to))
  if (relations.includes('not')) emit(`negation ${isFree ? 'said' : 'within a value'}`, 1)
  else if (isFree) emit('negation ignored', 1)
  for (const anchor of anchors) {
    const isDenied = said.some(at => at < anchor.from && anchor.from - at <= 3)
    const isNegated = negated.includes(anchor)
    if (isDenied || isNegated) emit(`denied ${isDenied}, negated ${isNegated}`, 1)
  }
}

interface Span {
  readonly from: number
  readonly to: number
}

const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to

const strongNaming = 0.75

const columnsOfShape = (shape: Shape): readonly Column[] => [
  ...shape.shown,
  ...shape.compared,
  ...(shape.order?.column ? [shape.order.column] : []),
  ...shape.anchors.map(anchor => anchor.column),
]

const emitCoverage = ({ table, isTelling }: QuestionFacts, shape: Shape, emit: Emit): void => {
  const used = columnsOfShape(shape)
  const namings = used.flatMap(column => column.namings.filter(naming => naming.score >= 0.5))
  const covered = isTelling.map(() => false)
  for (const { from, to } of [...shape.anchors, ...namings]) covered.fill(true, from, to)
  const telling = isTelling.filter(Boolean).length
  const missed = isTelling.filter((is, at) => is && !covered[at]).length
  emit('missed', Math.min(6, missed))
  emit('missed share', telling === 0 ? 0 : missed / telling)
  const isFree = (span: Span): boolean => !shape.anchors.some(anchor => overlaps(anchor, span))
  const isInName = (span: Span): boolean =>
    namings.some(({ from, to, score }) => score >= 0.9 && from <= span.from && span.to <= to)
  const idle = table.anchors.filter(anchor => anchor.score >= 0.85 && isFree(anchor) && !isInName(anchor))
  const strongest = (kind: Anchor['kind']): number =>
    new Set(idle.filter(one => one.kind === kind).map(one => one.from)).size
  emit('idle values', Math.min(3, strongest('equal')))
  emit('idle parts', Math.min(3, strongest('part')))
  emit('idle times', Math.min(2, strongest('time')))
  const numbers = table.lattice.links.filter(({ target }) => target.kind === 'number')
  const isNamed = (span: Span): boolean =>
    namings.some(naming => naming.score >= strongNaming && overlaps(naming, span))
  const idleNumbers = numbers.filter(
    number => isFree(number) && !isNamed(number) && !(shape.order && shape.order.count > 1),
  )
  emit('idle numbers', Math.min(2, idleNumbers.length))
  const idleNames = table.columns.filter(
    column =>
      !used.includes(column) &&
      column.namings.some(
        naming =>
          naming.score >= strongNaming &&
          isFree(naming) &&
          !namings.some(other => overlaps(other, naming) && other.score >= naming.score),
      ),
  )
  emit('idle names', Math.min(3, idleNames.length))
}

const bucket = (score: number): string =>
  score >= 0.97 ? 'exact' : score >= 0.85 ? 'near' : score >= 0.7 ? 'some' : 'weak'

const emitAnchor = ({ table, isTelling }: QuestionFacts, shape: Shape, anchor: Anchor, emit: Emit): void => {
  const { from, to, column, kind, score } = anchor
  const size = isTelling.slice(from, to).filter(Boolean).length
  emit(`anchor:${kind}`, 1)
  emit(`anchor:${kind}:${bucket(score)}:${Math.min(3, size)}`, 1)
  emit(`anchor:${kind}:${column.kind}`, 1)
  emitBounds(anchor, emit)
  const isNamed = column.namings.some(naming => naming.score >= strongNaming && !overlaps(naming, anchor))
  emit(`anchor:${kind}:${isNamed ? 'named' : 'unnamed'}:${kind === 'amount' ? anchor.operator : ''}`, 1)
  const wider = table.anchors.some(
    other => other.score >= 0.85 && other.to - other.from > to - from && other.from <= from && other.to >= to,
  )
  if (wider) emit('anchor within a wider one', 1)
  const rivals = table.anchors.filter(other => other.from === from && other.to === to && other.score > score)
  if (rivals.length > 0) emit('anchor weaker than another', 1)
  const inName = table.columns.some(
    one => one !== column && one.namings.some(naming => naming.score >= 0.9 && overlaps(naming, anchor)),
  )
  if (inName) emit('anchor is a column name', 1)
  const sense = `${kind}${anchor.operator ?? ''}:${shape.relations.join('+')}`
  emit(`before anchor ${table.lattice.atoms[from - 1]?.norm.toLowerCase() ?? '^'}|${sense}`, 1)
  emit(`after anchor ${table.lattice.atoms[to]?.norm.toLowerCase() ?? '$'}|${sense}`, 1)
  if (shape.shown.includes(column)) emit(`anchor shown:${shape.head}:${shape.relations.join('+')}`, 1)
}

/** A comparison that all rows meet, or none, is seldom meant. */
const emitBounds = ({ column, condition, operator }: Anchor, emit: Emit): void => {
  const { bounds } = column
  if (!bounds || operator === undefined) return
  const said =
    condition.kind === 'between'
      ? [Number(condition.low), Number(condition.high)]
      : condition.kind === 'compare' && condition.right.kind === 'value'
        ? [Number(condition.right.value)]
        : []
  const inside = said.filter(value => value >= bounds.low && value <= bounds.high).length
  emit(
    `amount ${inside === said.length ? 'within' : inside > 0 ? 'partly within' : 'outside'} its column:${operator}`,
    1,
  )
}

const bestNaming = (column: Column): number => Math.max(0, ...column.namings.map(naming => naming.score))

const namedAs = (column: Column): string => {
  const score = bestNaming(column)
  return score >= 0.95 ? 'whole' : score >= strongNaming ? 'well' : score >= 0.5 ? 'partly' : 'not'
}

const emitShown = (facts: QuestionFacts, shape: Shape, emit: Emit): void => {
  const { headAt, asks, headWords, table } = facts
  for (const column of shape.shown) {
    const atHead = column.namings.filter(naming => naming.from <= headAt + 1 && naming.to > headAt)
    const best = Math.max(0, ...atHead.map(naming => naming.score))
    emit(`shown:${shape.head}:${namedAs(column)}`, 1)
    emit(`shown:${shape.head}:${column.kind}`, 1)
    if (
      /^(year|date|day|month|season|time)s?$/.test(table.lattice.atoms[headAt]?.norm ?? '') ||
      asks === 'when'
    )
      emit(`time asked:${column.isYear ? 'time' : 'other'}`, 1)
    if (best > 0) emit(`shown at head:${shape.head}:${bucket(best)}`, 1)
    else if (table.columns.some(other => isAtHead(other, headAt))) emit(`head is another:${shape.head}`, 1)
    const used = isTakenUp(column, shape)
    if (used) emit(`named for a restriction:${shape.head}`, 1)
    emit(`asks:${asks}:${shape.head}:${column.kind}${column.isYear ? ':year' : ''}`, 1)
    emit(`asks:${asks}:${column.isNaming ? 'naming' : column.holdsWords ? 'words' : 'other'}`, 1)
    if (best < 0.9) emit(`shown naming:${shape.head}:${column.isNaming}:${isFirstNaming(column, table)}`, 1)
    if (column.index === 0) emit(`shown first column:${shape.head}`, 1)
    if (best < 0.9)
      for (const word of [asks, ...headWords]) for (const own of column.words) emit(`for ${word}|${own}`, 1)
    emit(`shown own:${column.words.at(-1) ?? ''}`, 1)
  }
}

const isAtHead = (column: Column, headAt: number): boolean =>
  column.namings.some(
    naming => naming.score >= strongNaming && naming.from <= headAt + 1 && naming.to > headAt,
  )

/** The only words that name the column stand by a restriction on it: "in position 3". */
const isTakenUp = (column: Column, shape: Shape): boolean =>
  shape.anchors.some(
    anchor =>
      anchor.column === column &&
      column.namings.length > 0 &&
      column.namings.every(
        naming => Math.abs(naming.to - anchor.from) <= 1 || Math.abs(naming.from - anchor.to) <= 1,
      ),
  )

const isFirstNaming = (column: Column, { columns }: FloatingTable): boolean =>
  column === (columns.find(one => one.isNaming) ?? columns.find(one => one.holdsWords))

const emitOrder = ({ rankWords, table }: QuestionFacts, shape: Shape, emit: Emit): void => {
  const { order } = shape
  if (!order) return
  const what = rankedBy(order)
  emit(`order:${what}:${order.direction}`, 1)
  if (!order.column) {
    for (const word of rankWords) emit(`rank ${word}|${order.by}|${order.direction}`, 1)
    return
  }
  const { column } = order
  emit(`order:${namedAs(column)}`, 1)
  if (shape.shown.includes(column)) emit(`order by what is shown:${namedAs(column)}`, 1)
  if (shape.anchors.some(anchor => anchor.column === column)) emit('order by what restricts', 1)
  const beside = column.namings.some(naming =>
    table.lattice.atoms.some(
      (atom, at) => rankPattern.test(atom.norm) && at < naming.to + 1 && naming.from - at <= 2,
    ),
  )
  emit(`order beside:${beside}`, 1)
  for (const word of rankWords) {
    emit(`rank ${word}|${what}${column.isYear ? ':year' : ''}|${order.direction}`, 1)
    for (const own of column.words) emit(`rank ${word}|${own}|${order.direction}`, 1)
  }
}
