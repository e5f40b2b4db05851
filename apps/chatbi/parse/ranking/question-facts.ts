import type { CueName } from '../../link/cue.ts'
import type { Link, LinkResult } from '../../link/link.ts'
import type { FieldRef, Scalar } from '../../query/query.ts'
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
  /** Words that something in the query should stand for, by atom. */
  readonly isTelling: readonly boolean[]
  /** Words and pairs of words; none where the question is not English. */
  readonly grams: readonly string[]
  /** The question word: `who`, `how many`, `which` … */
  readonly asks: string
}

export const refKey = ({ dataset, field }: FieldRef): string => `${dataset}\u0000${field}`

const askPattern = /^(who|whose|whom|when|where|which|what|how many|how much|how long|how old)$/

/** Facts of a linked question. */
export const factsOf = (lattice: LinkResult, view: ModelView): QuestionFacts => {
  const { atoms, links, isStop } = lattice
  const ranked = links.toSorted((a, b) => b.score - a.score)
  const cueLinks = links.filter(link => link.target.kind === 'cue')
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
    cues: new Set(
      cueLinks.flatMap(({ target }) => (target.kind === 'cue' ? target.cues.map(one => one.cue) : [])),
    ),
    isTelling: atoms.map((atom, at) => !isStop[at] && atom.kind !== 'punct' && !isCue[at]),
    grams: lattice.language === 'en' ? gramsOf(norms) : [],
    asks: asksOf(norms),
  }
}

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
