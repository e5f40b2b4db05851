import type { AnswerOutput, Citation } from '../step-outputs.ts'
import type { Golden, Verdict } from './golden.ts'

const flat = (text: string): string => text.replaceAll(/\s+/g, '')

/** Whether a citation is the place: the same document and one of its blocks, or the same words where blocks changed. */
export const isPlace = (
  citation: Pick<Citation, 'documentId' | 'blockIds' | 'quote'>,
  place: NonNullable<Golden['place']>,
): boolean => {
  if (citation.documentId !== place.documentId) return false
  if (citation.blockIds.some(id => place.blockIds.includes(id))) return true
  const [own, other] = [flat(citation.quote), flat(place.quote)]
  return own.length >= 10 && other.length >= 10 && (own.includes(other) || other.includes(own))
}

/** How an answer compares with what a person confirmed. */
export const judgeGolden = (
  place: Golden['place'],
  {
    answer,
    citations,
  }: { readonly answer: Pick<AnswerOutput, 'form'>; readonly citations: readonly Citation[] },
): Verdict => {
  const isAbstained = answer.form === 'abstention'
  if (place === null) return isAbstained ? 'right' : 'wrong'
  if (isAbstained) return 'abstained'
  const [first, ...others] = citations
  if (first && isPlace(first, place)) return 'right'
  return others.some(citation => isPlace(citation, place)) ? 'near' : 'wrong'
}
