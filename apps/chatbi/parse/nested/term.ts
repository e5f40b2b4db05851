import { toKeys } from '../../link/to-atoms.ts'
import type { Cue, Direction } from '../../link/cue.ts'
import type { LinkResult } from '../../link/link.ts'
import type { Relationship, Segment } from '../../model/semantic-model.ts'
import type { ComparisonOperator, FieldRef, Scalar } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'
import { nameFieldOf, refOf } from '../model-view.ts'

/** What a run of words may be in a nested phrase. */
export type Meaning =
  | { readonly kind: 'dataset'; readonly dataset: string }
  | { readonly kind: 'field'; readonly field: FieldRef }
  | { readonly kind: 'value'; readonly field: FieldRef; readonly value: Scalar }
  | { readonly kind: 'verb'; readonly relationships: readonly Relationship[] }
  | { readonly kind: 'segment'; readonly dataset: string; readonly segment: Segment }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'superlative'; readonly direction: Direction; readonly word: string }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator }
  | { readonly kind: 'word'; readonly word: string }

/** Words `from`..`to` (atoms, end exclusive) with everything that they may be. */
export interface Term {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly meanings: readonly Meaning[]
}

interface Entry {
  readonly keys: readonly string[]
  readonly meaning: Meaning
}

const fillers = new Set(
  `the a an all any there do does did is are was were be it its please me show only you can could tell about just located found situated exist exists lies`.split(
    /\s+/,
  ),
)

/** The words that the grammar itself reads; they are never passed over. */
const functionWords = new Set(
  `what which who where how many much whose that with have has having had no not without than more less most least fewest in of on for from
  through by and or named called give list name count number total sum combined average mean per each excluding except
  greater larger higher longer bigger smaller lower shorter taller above below over under at`.split(/\s+/),
)

const unitWords = new Set('mile miles kilometer kilometers km meter meters metres feet'.split(' '))

/** Cuts a question into terms: the longest run of words that stands for something, then words of the grammar. */
export const termsOf = (lattice: LinkResult, view: ModelView): readonly Term[] => {
  const entries = entriesOf(view)
  const terms: Term[] = []
  const { atoms } = lattice
  for (let at = 0; at < atoms.length;) {
    const term = longestAt(lattice, view, entries, at)
    const norm = atoms[at]?.norm.toLowerCase() ?? ''
    if (unitWords.has(norm)) {
      // "in miles" says nothing of what is meant
      if (terms.at(-1)?.text === 'in') terms.pop()
    } else if (term) terms.push(term)
    else if (atoms[at]?.kind !== 'punct' && (functionWords.has(norm) || !fillers.has(norm)))
      terms.push({ from: at, to: at + 1, text: norm, meanings: [{ kind: 'word', word: norm }] })
    at = term?.to ?? at + 1
  }
  return terms
}

const longestAt = (
  lattice: LinkResult,
  view: ModelView,
  entries: readonly Entry[],
  from: number,
): Term | undefined => {
  const { atoms, links } = lattice
  const stems = atoms.map(atom => atom.stem.toLowerCase())
  const found: Found[] = []
  for (const { keys, meaning } of entries)
    if (keys.every((key, i) => stems[from + i] === key)) found.push({ to: from + keys.length, meaning })
  for (const { from: start, to, target, score, text } of links) {
    if (start !== from) continue
    if (target.kind === 'value' && score >= 0.85)
      found.push({ to, meaning: { kind: 'value', field: target.field, value: target.value } })
    if (target.kind === 'cue') found.push(...cueMeanings(target.cues, text).map(meaning => ({ to, meaning })))
  }
  const number = atoms[from]?.value
  if (number !== undefined) found.push({ to: from + 1, meaning: { kind: 'number', value: number } })
  const to = splitName(view, entries, { stems, links }, found) ?? Math.max(0, ...found.map(one => one.to))
  if (to === 0) return undefined
  const text = atoms
    .slice(from, to)
    .map(atom => atom.norm)
    .join(' ')
    .toLowerCase()
  const meanings = found.filter(one => one.to === to).map(one => one.meaning)
  return {
    from,
    to,
    text,
    meanings: functionWords.has(text) ? [...meanings, { kind: 'word', word: text }] : meanings,
  }
}

interface Found {
  readonly to: number
  readonly meaning: Meaning
}

/** "colorado river" is a river, "mount whitney" a mountain, before they are values that happen to be written so. */
const splitName = (
  view: ModelView,
  entries: readonly Entry[],
  { stems, links }: { readonly stems: readonly string[]; readonly links: LinkResult['links'] },
  found: readonly Found[],
): number | undefined => {
  const isNameOf = (dataset: string, meaning: { readonly field: FieldRef }): boolean =>
    meaning.field.dataset === dataset && view.field(meaning.field)?.isName === true
  const nounsAt = (at: number): readonly Entry[] =>
    entries.filter(
      ({ keys, meaning }) => meaning.kind === 'dataset' && keys.every((key, i) => stems[at + i] === key),
    )
  for (const { to, meaning } of found) {
    if (meaning.kind === 'value') {
      const isBeforeNoun = nounsAt(to).some(
        ({ meaning: noun }) => noun.kind === 'dataset' && isNameOf(noun.dataset, meaning),
      )
      if (isBeforeNoun) return to
    }
    if (meaning.kind === 'dataset') {
      const isNamed = links.some(
        ({ from: start, target }) =>
          start === to && target.kind === 'value' && isNameOf(meaning.dataset, target),
      )
      if (isNamed) return to
    }
  }
  return undefined
}

const cueMeanings = (cues: readonly Cue[], text: string): readonly Meaning[] =>
  cues.flatMap((cue): readonly Meaning[] => {
    if (cue.cue === 'extreme')
      return [{ kind: 'superlative', direction: cue.direction, word: text.toLowerCase() }]
    return cue.cue === 'compare' && text.includes(' ') ? [{ kind: 'comparison', operator: cue.operator }] : []
  })

const cache = new WeakMap<ModelView, readonly Entry[]>()

/** Every name of the model as stems. */
const entriesOf = (view: ModelView): readonly Entry[] => {
  const known = cache.get(view)
  if (known) return known
  const entries = [...nounEntries(view), ...verbEntries(view)]
  cache.set(view, entries)
  return entries
}

const nounEntries = ({ model }: ModelView): readonly Entry[] =>
  model.datasets
    .filter(dataset => !dataset.hidden)
    .flatMap(dataset => [
      ...[dataset.label.en, ...dataset.synonyms].map(text => ({
        keys: toKeys(text),
        meaning: { kind: 'dataset' as const, dataset: dataset.name },
      })),
      ...dataset.fields
        .filter(field => !field.hidden && field !== nameFieldOf(dataset))
        .flatMap(field =>
          [field.label.en, ...field.synonyms].map(text => ({
            keys: toKeys(text),
            meaning: { kind: 'field' as const, field: refOf(dataset, field) },
          })),
        ),
      ...dataset.fields.flatMap(field =>
        Object.entries(field.valueSynonyms ?? {}).flatMap(([value, words]) =>
          words.map(text => ({
            keys: toKeys(text),
            meaning: { kind: 'value' as const, field: refOf(dataset, field), value },
          })),
        ),
      ),
      ...(dataset.segments ?? []).flatMap(segment =>
        segment.words.map(text => ({
          keys: toKeys(text),
          meaning: { kind: 'segment' as const, dataset: dataset.name, segment },
        })),
      ),
    ])
    .filter(({ keys }) => keys.length > 0)

/** Relationships that one verb says stand together: rivers and borders both may "cross" a state. */
const verbEntries = ({ model }: ModelView): readonly Entry[] => {
  const byKeys = new Map<string, Relationship[]>()
  for (const relationship of model.relationships)
    for (const verb of relationship.verbs ?? []) {
      const key = toKeys(verb).join(' ')
      byKeys.set(key, [...(byKeys.get(key) ?? []), relationship])
    }
  return [...byKeys].map(([key, relationships]) => ({
    keys: key.split(' '),
    meaning: { kind: 'verb', relationships },
  }))
}
