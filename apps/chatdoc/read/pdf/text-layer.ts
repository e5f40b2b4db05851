import type { PageContent } from './content/page-content.ts'

/** Fewer letters than this on a page full of pictures are a stamp, not a text layer. */
const fewest = 3
/** Share of letters that may be unknown before the text layer counts as none. */
const mostUnmapped = 0.3

/** Controls among letters come from fonts that do not tell their letters: the text is shifted codes. */
export const isReadable = ({ glyphs, unmapped }: Pick<PageContent, 'glyphs' | 'unmapped'>): boolean =>
  glyphs >= fewest && unmapped <= mostUnmapped * glyphs

/** An empty page is drawn by fewer operators than this. */
const fewestOperators = 6

/** Whether a page shows anything that might hold text although it has no text layer. */
export const mayHoldText = (content: PageContent): boolean =>
  content.images.length > 0 || content.glyphs > 0 || content.operators >= fewestOperators
