const han = /\p{Script=Han}/gu
const latinWord = /\p{Script=Latin}{2,}/gu

/**
 * The language that most of the words are in, by their characters: Chinese where Han characters are at least
 * 30 % of Han characters and Latin words together, since Chinese manuals are full of Latin names.
 */
export const languageOf = (text: string): 'en' | 'zh' => {
  const hanCount = text.match(han)?.length ?? 0
  const wordCount = text.match(latinWord)?.length ?? 0
  return hanCount > 0 && hanCount >= 0.3 * (hanCount + wordCount) ? 'zh' : 'en'
}
