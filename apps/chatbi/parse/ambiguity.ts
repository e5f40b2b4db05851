import type { ChoiceQuestion, Localized } from '@millwright/spec'
import { meaningKey, wordsKey } from '../link/choices.ts'
import type { LinkTarget } from '../link/link.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import { sameRef } from '../query/fields-of.ts'
import type { FieldRef } from '../query/query.ts'
import type { ModelView } from './model-view.ts'
import { viewOf } from './model-view.ts'
import type { Node } from './node.ts'
import type { SourceCandidate } from './parse-result.ts'
import { renderReading } from './render-reading.ts'

const closeLead = 0.06
/** Between readings that are alike to the grammar. */
const tiedGap = 0.01
/** A reading less probable than this is none that was meant. */
const likelyPart = 0.12
const mostOptions = 4

interface Mention {
  readonly text: string
  readonly target: LinkTarget
}

const mentionOf = (node: Node): Mention | undefined => {
  switch (node.type) {
    case 'metric':
      return { text: node.text, target: { kind: 'metric', metric: node.metric.name } }
    case 'field':
      return { text: node.text, target: { kind: 'field', field: node.ref } }
    case 'value':
      return { text: node.text, target: { kind: 'value', field: node.ref, value: node.value } }
    default:
      return undefined
  }
}

const mentionsOf = (candidate: SourceCandidate): ReadonlyMap<string, Mention> =>
  new Map(
    candidate.cover.nodes.flatMap(node => {
      const mention = mentionOf(node)
      return mention ? [[`${node.from}-${node.to}`, mention] as const] : []
    }),
  )

/** A reference and what it refers to hold the same values; which one is read makes no difference. */
const isSameThing = (view: ModelView, a: FieldRef, b: FieldRef): boolean =>
  sameRef(a, b) ||
  view.model.relationships.some(({ from, to, fromFields, toFields }) =>
    fromFields.some((field, i) => {
      const ends = [
        { dataset: from, field },
        { dataset: to, field: toFields[i] ?? '' },
      ] as const
      return (sameRef(ends[0], a) && sameRef(ends[1], b)) || (sameRef(ends[0], b) && sameRef(ends[1], a))
    }),
  )

/** The number and the name of a line, said by the same words, are one line. */
const nameSameRow = (view: ModelView, a: FieldRef, b: FieldRef): boolean => {
  const rowOf = (ref: FieldRef): string | undefined => {
    const reference = view.model.relationships.find(
      one => one.from === ref.dataset && one.fromFields.includes(ref.field),
    )
    if (reference) return reference.to
    const isIdentity =
      view.field(ref)?.isName === true || view.dataset(ref.dataset)?.primaryKey.includes(ref.field) === true
    return isIdentity ? ref.dataset : undefined
  }
  const row = rowOf(a)
  return row !== undefined && row === rowOf(b)
}

const isSameMeaning = (view: ModelView, a: LinkTarget, b: LinkTarget): boolean => {
  const refs = [a, b].map(target =>
    target.kind === 'field' || target.kind === 'value' ? target.field : undefined,
  )
  const [first, second] = refs
  if (first && second && a.kind === b.kind) {
    // references to the same rows, as line_id of stops and of production, are one thing said twice
    const parents = (ref: FieldRef): readonly string[] =>
      view.model.relationships
        .filter(one => one.from === ref.dataset && one.fromFields.includes(ref.field))
        .map(one => one.to)
    const shared = parents(first).some(parent => parents(second).includes(parent))
    const isValue = a.kind === 'value'
    return shared || isSameThing(view, first, second) || (isValue && nameSameRow(view, first, second))
  }
  return meaningKey(a) === meaningKey(b)
}

/** What was learned of other databases may prefer one of two readings that the words of the question do not part. */
const isTied = (best: SourceCandidate, other: SourceCandidate): boolean => {
  const [own, rival] = [best.learned?.ranked, other.learned?.ranked]
  if (!own || !rival || own.edits.length > 0 || rival.edits.length > 0) return false
  return Math.abs(own.gap - rival.gap) <= tiedGap && (other.probability ?? 0) >= likelyPart
}

/**
 * One multiple-choice question where readings of nearly the same worth take the same words for different
 * things. The options are those readings; the answer settles what the words mean from then on. Where the best is sure
 * enough (`isSure`), only those are asked about that the words do not part at all.
 */
export const findAmbiguity = (
  candidates: readonly SourceCandidate[],
  isSure: boolean,
): ChoiceQuestion | undefined => {
  const [best, ...others] = candidates
  if (!best) return undefined
  const own = mentionsOf(best)
  const close = others.filter(
    other =>
      ((!isSure && best.score - other.score <= closeLead) || isTied(best, other)) &&
      other.draft.unused.length <= best.draft.unused.length,
  )
  for (const other of close) {
    if (asksTheSame(best, other)) continue
    const view = viewOf(best.source.model)
    const differing = [...mentionsOf(other)].find(([span, mention]) => {
      const known = own.get(span)
      return (
        known !== undefined &&
        (other.source !== best.source || !isSameMeaning(view, known.target, mention.target))
      )
    })
    if (!differing) continue
    const [span, { text }] = differing
    return toQuestion([best, ...close], span, text)
  }
  return undefined
}

/** Whether two readings ask for the same, however their words were taken. */
const asksTheSame = (a: SourceCandidate, b: SourceCandidate): boolean => {
  const parts = ({ query }: SourceCandidate): string =>
    JSON.stringify([
      query.measures.map(measure => JSON.stringify(measure.expression)).toSorted(),
      query.dimensions.map(({ id: _, ...rest }) => JSON.stringify(rest)).toSorted(),
      query.columns.map(column => JSON.stringify(column.value)).toSorted(),
      query.filters.map(filter => JSON.stringify(filter)).toSorted(),
      query.time,
      query.having,
      query.limit,
    ])
  return a.source === b.source && parts(a) === parts(b)
}

const toQuestion = (
  close: readonly SourceCandidate[],
  span: string,
  text: string,
): ChoiceQuestion | undefined => {
  const options = new Map<string, ChoiceQuestion['options'][number]>()
  for (const candidate of close) {
    const mention = mentionsOf(candidate).get(span)
    if (!mention) continue
    const value = meaningKey(mention.target)
    if (!options.has(value) && options.size < mostOptions)
      options.set(value, {
        value,
        label: labelOf(candidate.source.model, mention.target),
        detail: readingOf(candidate),
      })
  }
  if (options.size < 2) return undefined
  return {
    id: wordsKey(text),
    question: { en: `What does "${text}" mean here?`, zh: `这里的“${text}”指什么？` },
    options: [...options.values()],
  }
}

const readingOf = ({ query, source }: SourceCandidate): Localized => ({
  en: renderReading(query, source.model, 'en'),
  zh: renderReading(query, source.model, 'zh'),
})

const labelOf = (model: SemanticModel, target: LinkTarget): Localized => {
  if (target.kind === 'metric') {
    const metric = model.metrics.find(one => one.name === target.metric)
    return metric?.label ?? { en: target.metric }
  }
  if (target.kind !== 'field' && target.kind !== 'value') return { en: meaningKey(target) }
  const dataset = model.datasets.find(one => one.name === target.field.dataset)
  const field = dataset?.fields.find(one => one.name === target.field.field)
  const en = `${field?.label.en ?? target.field.field} (${dataset?.label.en ?? target.field.dataset})`
  const zh = `${field?.label.zh ?? field?.label.en ?? target.field.field}（${dataset?.label.zh ?? dataset?.label.en ?? target.field.dataset}）`
  return { en, zh }
}
