/**
 * Parts of reading that can be left out, to see what each is worth.
 *
 * - `values`: words are looked up among the values of the data
 * - `thesaurus`: words of the same meaning name what is called otherwise
 * - `likeness`: words of one root, likely misspellings and what sounds alike in Chinese do
 * - `dictionary`: Chinese words name what is called in English, and the other way round
 * - `joins`: tables are joined by keys that no one declared, too
 * - `alternatives`: doubtful choices of the grammar are taken otherwise too
 * - `ranking`: readings are ranked by learned weights; the grammar ranks else
 * - `rows`: readings are judged by their rows
 */
export const readingParts = [
  'values',
  'thesaurus',
  'likeness',
  'dictionary',
  'joins',
  'alternatives',
  'ranking',
  'rows',
] as const
export type ReadingPart = (typeof readingParts)[number]

/** Whether the part is in use. */
export const uses = (part: ReadingPart, without: readonly ReadingPart[] | undefined): boolean =>
  without?.includes(part) !== true
