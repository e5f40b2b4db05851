import type { Passage, Source } from '../../step-outputs.ts'
import { splitSentences } from '../reading/sentences.ts'

/** A scale that is told beside a table, with the words that tell it. */
export interface ScaleBeside {
  readonly scale: string
  readonly source: Source
}

const told = /\b(?:in|of)\s+(?:u\.?s\.?\s?)?(?:dollars\s)?[$€£¥]?\s?(thousand|million|billion)s\b(?!\s+of\b)/i

/** Reports tell it where they lead in to a table: "(in thousands)". Only what stands in the same section counts. */
export const scaleBeside = (passages: readonly Passage[], at: number): ScaleBeside | undefined => {
  const own = passages[at]
  if (!own) return undefined
  const section = own.headingPath.join(' \n ')
  for (const [passage, { revisionId, headingPath, blocks }] of passages.entries()) {
    if (revisionId !== own.revisionId || headingPath.join(' \n ') !== section) continue
    for (const block of blocks) {
      if (block.kind !== 'paragraph' || !told.test(block.text)) continue
      const sentence = splitSentences(block.text).find(({ text }) => told.test(text))
      const scale = told.exec(sentence?.text ?? '')?.[1]?.toLowerCase()
      if (sentence && scale !== undefined)
        return { scale, source: { passage, blockIds: [block.id], quote: sentence.text } }
    }
  }
  return undefined
}
