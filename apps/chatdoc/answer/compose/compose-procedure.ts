import type { Block } from '../../document/block.ts'
import type { AnswerPart, Candidate, Passage } from '../../step-outputs.ts'
import { fromPlace } from './answer-input.ts'
import type { AnswerInput, Composer } from './answer-input.ts'
import { partOfBlock } from './part.ts'

const isStep = (block: Block): boolean => block.kind === 'item' && block.isOrdered
const isShown = (block: Block): boolean =>
  block.kind !== 'heading' && block.kind !== 'figure' && block.text.trim() !== ''
const longestParts = 40

/** A section with steps is preferred to a better one without, if it is nearly as good. */
const within = 1
/** In the document of the best candidate more so: its title or a table beside the steps may fit the words better. */
const withinDocument = 2.5

/** The section of the best candidate, or of the next best that has one; steps are preferred to prose. */
const sectionFor = ({
  read,
  retrieved,
}: AnswerInput): { readonly passage: Passage; readonly at: number } | undefined => {
  const top = read.candidates[0]?.score ?? 0
  const documentOf = ({ passage }: Candidate) => retrieved.passages[passage]?.documentId
  const [best] = read.candidates
  const near = read.candidates.filter(candidate => {
    const isSame = best !== undefined && documentOf(candidate) === documentOf(best)
    return top - candidate.score <= (isSame ? withinDocument : within)
  })
  const withSection = (candidates: readonly Candidate[], test: (block: Block) => boolean) =>
    candidates.flatMap(({ passage: at }) => {
      const passage = retrieved.passages[at]
      return passage?.section?.some(test) ? [{ passage, at }] : []
    })[0]
  return withSection(near, isStep) ?? withSection(read.candidates.slice(0, 4), isShown)
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
