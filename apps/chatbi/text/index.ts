/** Text of questions, names and values: tokens, stems, numerals. Chinese and English. */
export { chineseNumeralCharacters, parseChineseNumeral } from './chinese-numerals.ts'
export { normalizeText } from './normalize-text.ts'
export { numberOfWord, ordinalOfWord, parseNumberWords, scaleOfWord } from './number-words.ts'
export { createWordDictionary, segmentHan } from './segment.ts'
export type { WordDictionary } from './segment.ts'
export { stem } from './stem.ts'
export { tokenize } from './tokenize.ts'
export type { Token, TokenizeOptions } from './tokenize.ts'
