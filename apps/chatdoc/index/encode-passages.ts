import { createAnalyser } from '../analyse/analyse-text.ts'
import { encodePassage } from './encode-tokens.ts'
import type { EncodedPassage } from './encode-tokens.ts'
import type { Passage } from './passage.ts'

/** Analyses passages, in whatever thread, with these words kept whole. In the order of the passages. */
export type EncodePassages = (
  passages: readonly Passage[],
  dictionary: readonly string[],
) => Promise<readonly EncodedPassage[]>

/** In the thread that calls. */
export const encodePassages: EncodePassages = (passages, dictionary) => {
  const analyser = createAnalyser(dictionary)
  return Promise.resolve(passages.map(passage => encodePassage(passage, analyser)))
}
