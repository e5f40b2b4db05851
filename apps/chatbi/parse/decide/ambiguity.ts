import { localize } from '@millwright/spec'
import type { Localized } from '@millwright/spec'
import { meaningKey, wordsKey } from '../../link/choices.ts'
import type { LinkTarget } from '../../link/link.ts'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import { findDataset } from '../../query/find-in-model.ts'
import type { FieldRef } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'
import { viewOf } from '../model-view.ts'
import type { Node } from '../node.ts'
import type { SourceCandidate, WordMeaning } from '../parse-result.ts'
import { requestKey } from './request-key.ts'
import { nameSameRow } from '../follow-up/same-row.ts'

const closeLead = 0.06
/** Between readings that are alike to the grammar. */
const tiedGap = 0.01
/** A reading less probable than this is none that was meant. */
const likelyPart = 0.12
const mostOptions = 4

export interface Mention {
  readonly text: string
  readonly target: LinkTarget
}

/** What a linked word was taken for. */
export const mentionOf = (node: Node): Mention | undefined => {
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

/** Readings that take the same words for different things. */
export interface Ambiguity {
  readonly question: Localized
  /** The likelier first, two at least. */
  readonly readings: readonly AmbiguousReading[]
}

export interface AmbiguousReading {
  readonly candidate: SourceCandidate
  readonly meanings: readonly WordMeaning[]
}

/**
 * The readings of nearly the same worth that take the same words for different things, one for each way to take these
 * words. Where the best is sure enough (`isSure`), only those are asked about that the words do not part at all.
 */
export const findAmbiguity = (
  candidates: readonly SourceCandidate[],
  isSure: boolean,
): Ambiguity | undefined => {
  const [best, ...others] = candidates
  if (!best) return undefined
  const close = others.filter(
    other =>
      ((!isSure && best.score - other.score <= closeLead) || isTied(best, other)) &&
      other.draft.unused.length <= best.draft.unused.length &&
      !asksTheSame(best, other),
  )
  const spans = [...new Set(close.flatMap(other => spansTakenOtherwise(best, other)))]
  const readings = new Map<string, AmbiguousReading>()
  for (const candidate of [best, ...close]) {
    const reading = readingOf(candidate, spans)
    const meant = reading.meanings.map(({ id, value }) => [id, value])
    const key = JSON.stringify([candidate.source.model.sourceId, meant])
    if (!readings.has(key) && readings.size < mostOptions) readings.set(key, reading)
  }
  if (spans.length === 0 || readings.size < 2) return undefined
  return { question: questionAbout(spans, best), readings: [...readings.values()] }
}

/** Whether two readings ask for the same, however their words were taken. */
const asksTheSame = (a: SourceCandidate, b: SourceCandidate): boolean =>
  a.source === b.source && requestKey(a.query) === requestKey(b.query)

/** Places of the question that stand for one thing in `best` and for another in `other`. */
const spansTakenOtherwise = (best: SourceCandidate, other: SourceCandidate): readonly string[] => {
  const view = viewOf(best.source.model)
  const own = mentionsOf(best)
  return [...mentionsOf(other)].flatMap(([span, { target }]) => {
    const known = own.get(span)
    const isOther =
      known !== undefined && (other.source !== best.source || !isSameMeaning(view, known.target, target))
    return isOther ? [span] : []
  })
}

const readingOf = (candidate: SourceCandidate, spans: readonly string[]): AmbiguousReading => {
  const own = mentionsOf(candidate)
  const meanings = new Map<string, WordMeaning>()
  for (const span of spans) {
    const mention = own.get(span)
    if (mention) meanings.set(wordsKey(mention.text), toMeaning(mention, candidate.source.model))
  }
  return { candidate, meanings: [...meanings.values()] }
}

/** What words were taken for, as it is chosen, remembered and told. */
export const toMeaning = ({ text, target }: Mention, model: SemanticModel): WordMeaning => {
  const label = labelOf(model, target)
  const [en, zh] = [localize(label, 'en'), localize(label, 'zh')]
  return {
    id: wordsKey(text),
    value: meaningKey(target),
    label,
    text: { en: `“${text}” means ${en}, as you chose`, zh: `按您的选择，“${text}”指${zh}` },
  }
}

const questionAbout = (spans: readonly string[], best: SourceCandidate): Localized => {
  const own = mentionsOf(best)
  const texts = [...new Set(spans.flatMap(span => own.get(span)?.text ?? []))]
  const [text] = texts
  return text !== undefined && texts.length === 1
    ? { en: `What does "${text}" mean here?`, zh: `这里的“${text}”指什么？` }
    : { en: 'Which of these do you mean?', zh: '您指的是哪一个？' }
}

/** What words stand for, as people call it. */
const labelOf = (model: SemanticModel, target: LinkTarget): Localized => {
  if (target.kind === 'metric') {
    const metric = model.metrics.find(one => one.name === target.metric)
    return metric?.label ?? { en: target.metric }
  }
  if (target.kind !== 'field' && target.kind !== 'value') return { en: meaningKey(target) }
  const dataset = findDataset(model, target.field.dataset)
  const field = dataset?.fields.find(one => one.name === target.field.field)
  const en = `${field?.label.en ?? target.field.field} (${dataset?.label.en ?? target.field.dataset})`
  const zh = `${field?.label.zh ?? field?.label.en ?? target.field.field}（${dataset?.label.zh ?? dataset?.label.en ?? target.field.dataset}）`
  return { en, zh }
}
