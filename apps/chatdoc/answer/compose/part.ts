import type { Block } from '../../document/block.ts'
import type { AnswerPart, Candidate, Source } from '../../step-outputs.ts'

const sourceOfCandidate = (candidate: Candidate): Source => ({
  passage: candidate.passage,
  blockIds: candidate.blockIds,
  ...(candidate.cells ? { cells: candidate.cells } : {}),
  quote: candidate.quote,
})

/** A candidate as a part of the answer, told in its own words. */
export const partOfCandidate = (
  kind: AnswerPart['kind'],
  candidate: Candidate,
  index: number,
  text = candidate.quote.replaceAll(/\s+/g, ' '),
): AnswerPart => ({
  kind,
  text,
  candidates: [index],
  sources: [sourceOfCandidate(candidate), ...(candidate.unitSource ? [candidate.unitSource] : [])],
})

/** A whole block as a part of the answer. */
export const partOfBlock = (kind: AnswerPart['kind'], block: Block, passage: number): AnswerPart => ({
  kind,
  text: block.kind === 'code' ? block.text : block.text.replaceAll(/\s+/g, ' ').trim(),
  ...(block.kind === 'item' ? { level: block.level, marker: block.marker } : {}),
  candidates: [],
  sources: [{ passage, blockIds: [block.id], quote: block.text.trim() }],
})
