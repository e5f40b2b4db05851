import { readingProgress } from '../progress.ts'
import type { RecognisedLine } from './recognised-line.ts'
import { Recogniser } from './recogniser.ts'

export type { RecognisedLine } from './recognised-line.ts'

/** One per thread, since the language data are large; the state is the worker's, and it ends by itself when idle. */
const recogniser = new Recogniser()

/**
 * Recognises English and Chinese text in a picture (PNG, JPEG, WebP or GIF), whichever way up it is, by Tesseract's
 * LSTM models. Lines are in reading order, in pixels of the picture as given. Throws DOCUMENT_UNREADABLE after 90 s,
 * with `file` empty: the caller knows it.
 */
export const recognise = async (
  picture: Uint8Array,
  { signal }: { readonly signal: AbortSignal },
): Promise<RecognisedLine[]> => {
  const lines = await recogniser.recognise(picture, signal)
  readingProgress.publish(undefined)
  return lines
}

/** Ends the worker now instead of when idle. */
export const closeRecogniser = (): Promise<void> => recogniser.close()
