import type { Cue } from '../link/cue.ts'
import type { Link, LinkResult, LinkTarget } from '../link/link.ts'
import { sameRef } from '../query/fields-of.ts'
import { datasetsOfMeasure, findMetric } from '../query/find-in-model.ts'
import type { ModelView } from './model-view.ts'
import { wordsOf } from './node.ts'
import type { Node, Words } from './node.ts'
import { equals } from './rules/condition.ts'

/** One way to read every word: linked nodes in order, words without a link between them. */
export interface Cover {
  readonly nodes: readonly Node[]
  readonly score: number
}

interface State {
  readonly at: number
  readonly score: number
  readonly datasets: readonly string[]
  readonly last: Link | undefined
  readonly link: Link | undefined
  readonly before: State | undefined
}

const beamWidth = 48
const unknownPenalty = 0.6

/**
 * The best ways to cover the question with links that do not overlap (beam search, left to right). A link is
 * worth the words it explains; staying within connected datasets and standing beside the dataset a field belongs
 * to is worth more; a word that nothing explains costs.
 */
export const findCovers = (lattice: LinkResult, view: ModelView, count: number): readonly Cover[] => {
  const { atoms } = lattice
  const sizes = atoms.map(atom => (atom.kind === 'han' ? 0.5 : atom.kind === 'punct' ? 0 : 1))
  const starting = Map.groupBy(
    lattice.links.filter(link => !splitsCount(link, lattice)),
    link => link.from,
  )
  const evidence = datasetEvidence(lattice.links)
  const beams: State[][] = Array.from({ length: atoms.length + 1 }, () => [])
  beams[0]?.push({ at: 0, score: 0, datasets: [], last: undefined, link: undefined, before: undefined })
  for (let at = 0; at < atoms.length; at++) {
    for (const state of prune(beams[at] ?? [])) {
      const skipCost = lattice.isStop[at] ? 0 : unknownPenalty * (sizes[at] ?? 1)
      beams[at + 1]?.push({
        ...state,
        at: at + 1,
        score: state.score - skipCost,
        link: undefined,
        before: state,
      })
      for (const link of starting.get(at) ?? [])
        beams[link.to]?.push(extend(state, link, { sizes, evidence, view, isStop: lattice.isStop }))
    }
    beams[at] = []
  }
  return prune(beams[atoms.length] ?? [])
    .slice(0, count)
    .map(state => ({ nodes: toNodes(state, lattice, view), score: state.score }))
}

/** 停机次|数: the counter belongs to the word that counts. */
const splitsCount = ({ to, target }: Link, { atoms }: LinkResult): boolean =>
  target.kind === 'field' && atoms[to - 1]?.text === '次' && atoms[to]?.text === '数'

const prune = (states: readonly State[]): readonly State[] =>
  states.toSorted((a, b) => b.score - a.score).slice(0, beamWidth)

/** How much the whole question speaks of each dataset. */
const datasetEvidence = (links: readonly Link[]): ReadonlyMap<string, number> => {
  const evidence = new Map<string, number>()
  for (const { target, score } of links)
    if (target.kind === 'dataset' && score > (evidence.get(target.dataset) ?? 0))
      evidence.set(target.dataset, score)
  return evidence
}

interface Surroundings {
  readonly sizes: readonly number[]
  readonly evidence: ReadonlyMap<string, number>
  readonly view: ModelView
  readonly isStop: readonly boolean[]
}

const datasetOf = (link: Link | undefined, view: ModelView): string | undefined => {
  const target = link?.target
  if (target?.kind === 'metric') {
    const metric = findMetric(view.model, target.metric)
    return metric && datasetsOfMeasure(metric.expression, view.model)[0]
  }
  if (target?.kind === 'dataset') return target.dataset
  return target?.kind === 'field' || target?.kind === 'value' ? target.field.dataset : undefined
}

const extend = (state: State, link: Link, around: Surroundings): State => {
  const dataset = datasetOf(link, around.view)
  const score = state.score + worthOf(link, around) + coherence(state, link, dataset, around)
  const isKnown = dataset === undefined || state.datasets.includes(dataset)
  return {
    at: link.to,
    score,
    datasets: isKnown ? state.datasets : [...state.datasets, dataset],
    last: link.target.kind === 'cue' ? state.last : link,
    link,
    before: state,
  }
}

const worthOf = (link: Link, { sizes, isStop, evidence }: Surroundings): number => {
  const size = sizes.slice(link.from, link.to).reduce((sum, one) => sum + one, 0)
  const length = Math.max(0, size - 1)
  switch (link.target.kind) {
    case 'cue':
      // a value "Open" or a column "Finished" says more than the phrase
      if (link.target.cues.some(cue => cue.cue === 'unfinished')) return 0.55 * size + 0.2 * length
      if (link.target.cues.some(cue => cue.cue === 'change')) return 0.65 * size + 0.35 * length
      return (
        size * (isLight(link.target.cues) && isStop.slice(link.from, link.to).every(Boolean) ? 0.4 : 0.8) +
        0.35 * length +
        0.01
      )
    case 'number':
      return 0.9 * size
    case 'time': {
      // "by year" says little where a column is called year
      const { range, shift, compareTo, moving, counts, hours, weekdays, part } = link.target.expression
      const isGrain = !range && !shift && !compareTo && !moving && !counts && !hours && !weekdays && !part
      return isGrain ? Math.min(size, 1.3) : size + 0.35 * length
    }
    case 'literal':
      return size * link.score
    case 'value':
      return size * link.score * 0.96 + 0.3 * length + 0.08 * (evidence.get(link.target.field.dataset) ?? 0)
    case 'field':
      return nameWorth(link, size) + 0.12 * (evidence.get(link.target.field.dataset) ?? 0)
    case 'metric':
      return nameWorth(link, size) + (link.score > 0.9 ? 0.35 : 0.05)
    case 'dataset':
      return nameWorth(link, size)
  }
}

const lightCues = new Set<string>(
  'of preposition be have all and or ask comma sentence-end relative what which who when where yes-no only same'.split(
    ' ',
  ),
)
const isLight = (cues: readonly Cue[]): boolean => cues.every(cue => lightCues.has(cue.cue))

const nameWorth = (link: Link, size: number): number => {
  const length = Math.max(0, size - 1)
  return size * link.score + (link.score > 0.9 ? 0.45 : 0.1) * length - (link.score < 0.6 ? 0.25 : 0)
}

const coherence = (state: State, link: Link, dataset: string | undefined, { view }: Surroundings): number => {
  if (dataset === undefined) return 0
  let bonus = 0
  // a likeness to what was named already names nothing new
  if (link.target.kind === 'dataset' && link.score < 0.9 && state.datasets.includes(dataset)) bonus -= 0.5
  const last = datasetOf(state.last, view)
  const gap = state.last ? link.from - state.last.to : Infinity
  // "the state of New York", where there is a city of that name too
  const isSaidOf =
    state.last?.target.kind === 'field' &&
    link.target.kind === 'value' &&
    sameRef(state.last.target.field, link.target.field)
  if (isSaidOf && gap <= 1) bonus += 0.15
  // 保养和抢修: two kinds of one thing, where one of the words names the rows too
  const isJoined =
    state.last?.target.kind === 'value' &&
    link.target.kind === 'value' &&
    sameRef(state.last.target.field, link.target.field)
  if (isJoined && gap === 1) bonus += 0.35
  if (last === dataset && gap <= 3) {
    const isOwner = state.last?.target.kind !== link.target.kind
    if (isOwner) bonus += link.score > 0.85 ? 0.25 : 0.08
    else bonus += gap === 0 ? 0.05 : 0.15
  }
  if (state.datasets.length > 0 && !state.datasets.includes(dataset)) {
    const nearest = Math.min(...state.datasets.map(other => view.distance(other, dataset)))
    bonus -= nearest === Infinity ? 1.2 : 0.12 * nearest
  }
  return bonus
}

const toNodes = (final: State, lattice: LinkResult, view: ModelView): readonly Node[] => {
  const nodes: Node[] = []
  for (let state: State | undefined = final; state?.before; state = state.before) {
    const node = state.link ? toNode(state.link, view) : toWord(lattice, state.at - 1)
    if (node) nodes.push(node)
  }
  return nodes.reverse()
}

const toWord = (lattice: LinkResult, at: number): Node => {
  const atom = lattice.atoms[at]
  const isMark = atom?.kind === 'punct' && !/^[$€£¥#]$/.test(atom.text)
  return {
    type: 'word',
    from: at,
    to: at + 1,
    text: atom?.text ?? '',
    score: 0,
    reason: 'unknown',
    isStop: lattice.isStop[at] ?? false,
    isMark,
  }
}

const toNode = (link: Link, view: ModelView): Node | undefined => {
  const { target } = link
  const words = wordsOf(link)
  switch (target.kind) {
    case 'cue':
      return { ...words, type: 'cue', cues: target.cues }
    case 'number':
      return { ...words, type: 'number', ...numberOf(target) }
    case 'time':
      return { ...words, type: 'time', expression: target.expression }
    case 'literal':
      return { ...words, type: 'literal', literal: target.text }
    case 'dataset': {
      const dataset = view.dataset(target.dataset)
      return dataset && { ...words, type: 'dataset', dataset }
    }
    case 'metric': {
      const metric = view.model.metrics.find(one => one.name === target.metric)
      return metric && { ...words, type: 'metric', metric }
    }
    case 'field':
    case 'value': {
      const field = view.field(target.field)
      if (!field) return undefined
      if (target.kind === 'value' && target.isOther) return otherThan(words, target)
      return target.kind === 'field'
        ? { ...words, type: 'field', ref: target.field, field }
        : { ...words, type: 'value', ref: target.field, field, value: target.value }
    }
  }
}

/** Every value but that one, as a condition. */
const otherThan = (
  words: Words,
  { field, value }: Extract<LinkTarget, { readonly kind: 'value' }>,
): Node => ({
  ...words,
  type: 'condition',
  condition: equals(field, value, true),
  refs: [field],
  negates: equals(field, value),
})

const numberOf = (
  target: Extract<Link['target'], { readonly kind: 'number' }>,
): Pick<Extract<Node, { readonly type: 'number' }>, 'value' | 'percent' | 'ordinal' | 'unit'> => ({
  value: target.value,
  percent: target.percent,
  ordinal: target.ordinal,
  ...(target.unit === undefined ? {} : { unit: target.unit }),
})
