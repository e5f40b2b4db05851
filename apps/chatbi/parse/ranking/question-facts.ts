import type { Cue, CueName, Direction } from '../../link/cue.ts'
import type { Link, LinkResult } from '../../link/link.ts'
import type { Aggregate, FieldRef, Scalar } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'

/** Takes one feature of a reading. */
export type Emit = (feature: string, value: number) => void

/** Words of the question that may name a field, a dataset or a value. */
export interface Mention {
  readonly from: number
  readonly to: number
  readonly score: number
  readonly reason: string
}
export type FieldMention = Mention & { readonly ref: FieldRef }
export type ValueMention = Mention & { readonly ref: FieldRef; readonly value: Scalar }
export type DatasetMention = Mention & { readonly dataset: string }

export interface CuePhrase {
  readonly from: number
  readonly to: number
  readonly cues: readonly Cue[]
}

/** What the question says whatever is read into it; computed once. */
export interface QuestionFacts {
  readonly lattice: LinkResult
  readonly view: ModelView
  /** Best first. */
  readonly fields: readonly FieldMention[]
  readonly values: readonly ValueMention[]
  readonly datasets: readonly DatasetMention[]
  readonly numbers: readonly (Mention & { readonly value: number })[]
  readonly cues: ReadonlySet<CueName>
  /** Function phrases but for those within one that compares: "or more" is no "or", "at least" no "least". */
  readonly phrases: readonly CuePhrase[]
  /** Ways to sum up that words ask for: "average", "total". */
  readonly aggregates: ReadonlySet<Aggregate>
  /** Ways to order or to single out that words ask for: "highest", "ascending", "most common". */
  readonly directions: ReadonlySet<Direction>
  /** Words that something in the query should stand for, by atom. */
  readonly isTelling: readonly boolean[]
  /** Words and pairs of words; none where the question is not English. */
  readonly grams: readonly string[]
  /** The question word: `who`, `how many`, `which` … */
  readonly asks: string
}

export const refKey = ({ dataset, field }: FieldRef): string => `${dataset}\u0000${field}`

/** Each field once, in the order in which they come first. */
export const uniqueRefs = (refs: readonly FieldRef[]): readonly FieldRef[] => [
  ...new Map(refs.map(ref => [refKey(ref), ref])).values(),
]

const askPattern = /^(who|whose|whom|when|where|which|what|how many|how much|how long|how old)$/

/** Facts of a linked question. */
export const factsOf = (lattice: LinkResult, view: ModelView): QuestionFacts => {
  const { atoms, links, isStop } = lattice
  const ranked = links.toSorted((a, b) => b.score - a.score)
  const cueLinks = links.filter(link => link.target.kind === 'cue')
  const phrases = cueLinks
    .filter(one => !cueLinks.some(other => isWithin(one, other) && compares(other)))
    .flatMap(({ from, to, target }) => (target.kind === 'cue' ? [{ from, to, cues: target.cues }] : []))
  const cues = phrases.flatMap(one => one.cues)
  const isCue = atoms.map((_, at) => cueLinks.some(({ from, to }) => from <= at && at < to))
  const norms = atoms.map(atom => (atom.kind === 'number' ? '#' : atom.norm.toLowerCase()))
  return {
    lattice,
    view,
    fields: ranked.flatMap(link =>
      link.target.kind === 'field' ? [{ ...mentionOf(link), ref: link.target.field }] : [],
    ),
    values: ranked.flatMap(link =>
      link.target.kind === 'value'
        ? [{ ...mentionOf(link), ref: link.target.field, value: link.target.value }]
        : [],
    ),
    datasets: ranked.flatMap(link =>
      link.target.kind === 'dataset' ? [{ ...mentionOf(link), dataset: link.target.dataset }] : [],
    ),
    numbers: links.flatMap(link =>
      link.target.kind === 'number' ? [{ ...mentionOf(link), value: link.target.value }] : [],
    ),
    cues: new Set(cues.map(one => one.cue)),
    phrases,
    aggregates: new Set(cues.flatMap(one => (one.cue === 'aggregate' ? [one.aggregate] : []))),
    directions: new Set(
      cues.flatMap(one =>
        one.cue === 'extreme' || one.cue === 'common' || one.cue === 'direction' ? [one.direction] : [],
      ),
    ),
    isTelling: atoms.map((atom, at) => !isStop[at] && atom.kind !== 'punct' && !isCue[at]),
    grams: lattice.language === 'en' ? gramsOf(norms) : [],
    asks: asksOf(norms),
  }
}

const compares = ({ target }: Link): boolean =>
  target.kind === 'cue' && target.cues.some(({ cue }) => cue === 'compare' || cue === 'compare-after')

const isWithin = (one: Link, other: Link): boolean =>
  other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from

const mentionOf = ({ from, to, score, reason }: Link): Mention => ({ from, to, score, reason })

const gramsOf = (norms: readonly string[]): readonly string[] => [
  ...new Set([
    ...norms,
    `^${norms[0] ?? ''}`,
    ...norms.slice(1).map((norm, i) => `${norms[i] ?? ''} ${norm}`),
  ]),
]

const asksOf = (norms: readonly string[]): string => {
  for (const [at, norm] of norms.entries()) {
    const pair = `${norm} ${norms[at + 1] ?? ''}`
    if (askPattern.test(pair)) return pair
    if (askPattern.test(norm)) return norm
  }
  return 'other'
}
