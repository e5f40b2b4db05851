import type { Block } from '../../document/block.ts'
import type { AnswerPart, Passage } from '../../ask/step-outputs.ts'
import { fromPlace } from './answer-input.ts'
import type { AnswerInput, Composer } from './answer-input.ts'
import { partOfBlock } from './part.ts'

const isStep = (block: Block): boolean => block.kind === 'item' && block.isOrdered
const isShown = (block: Block): boolean =>
  block.kind !== 'heading' && block.kind !== 'figure' && block.text.trim() !== ''
const longestParts = 40

/** The first passage, in the order of the candidates, whose section gives steps; else the first with a section. */
const sectionFor = ({
  read,
  retrieved,
}: AnswerInput): { readonly passage: Passage; readonly at: number } | undefined => {
  const order = [...new Set(read.candidates.map(candidate => candidate.passage))]
  const found = order.slice(0, 4).flatMap(at => {
    const passage = retrieved.passages[at]
    return passage?.section && passage.section.some(isShown) ? [{ passage, at }] : []
  })
  const [first] = found
  const withSteps = found.slice(0, 2).find(({ passage }) => passage.section?.some(isStep))
  return withSteps ?? first
}

/** The whole section as it stands: its warnings first, its steps in order with what stands between them. */
export const partsOfSection = (section: readonly Block[], at: number): readonly AnswerPart[] => {
  const shown = section.filter(isShown)
  const warnings = shown.filter(block => block.kind === 'warning')
  const hasSteps = shown.some(isStep)
  const rest = shown.filter(block => block.kind !== 'warning')
  return [
    ...warnings.map(block => partOfBlock('warning', block, at)),
    ...rest.map(block => partOfBlock(kindOf(block, hasSteps), block, at)),
  ].slice(0, longestParts)
}

const kindOf = (block: Block, hasSteps: boolean): AnswerPart['kind'] => {
  if (block.kind === 'item') return block.isOrdered || !hasSteps ? 'step' : 'item'
  if (block.kind === 'table') return 'row'
  return block.kind === 'code' ? 'step' : 'sentence'
}

/** The whole procedure from the right section. */
export const composeProcedure: Composer = input => {
  const found = sectionFor(input)
  if (!found?.passage.section) return undefined
  const parts = partsOfSection(found.passage.section, found.at)
  return parts.length === 0
    ? undefined
    : { form: 'procedure', lead: fromPlace(found.passage), parts: [...parts] }
}
