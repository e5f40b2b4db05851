const chapter = /^(?:chapter|part|section|appendix|annex)\s+(?:\d+|[A-Z]|[IVX]+)\b(?![^:.–—-]{80})/iu
const hanChapter = /^(?:第[0-9一二三四五六七八九十百]+([章节篇条部])|附录\s*[A-Z0-9一二三四五六七八九十]+)/u
const decimal = /^(\d{1,3}(?:\.\d{1,3}){0,5})\.?[\s\u00a0\u3000]+(?=\p{Lu}|\p{Script=Han}|["“(（])/u
const annex = /^([A-Z](?:\.\d{1,3}){1,5})[\s\u00a0]+(?=\p{Lu}|\p{Script=Han})/u
const hanNumber = /^[一二三四五六七八九十]{1,3}、/u

/** Longest line that is still taken for a heading, in characters. */
const longest = 90

/** A sentence or a value is no heading. */
const isSentence = (line: string): boolean => /[.。;；,，:：!?？！]$/u.test(line) && !/\.{3}$/.test(line)

const clamp = (level: number): number => Math.min(6, Math.max(1, level))

/**
 * The level that a heading's own number gives it: "3 Safety" 1, "3.2 Lifting" 2, "第三章" 1, "Appendix B" 1. Undefined
 * where the line has no such number, is a sentence, or is too long. One plain number ("3 Safety") is weak evidence, so
 * callers ask for more beside it.
 */
export const numberedHeadingLevel = (line: string): number | undefined => {
  const words = line.trim()
  if (words.length > longest || isSentence(words)) return undefined
  const number = decimal.exec(words)?.[1] ?? annex.exec(words)?.[1]
  if (number !== undefined) return clamp(number.split('.').length)
  const unit = hanChapter.exec(words)
  if (unit) return unit[1] === '节' || unit[1] === '条' ? 2 : 1
  if (chapter.test(words)) return /^section/i.test(words) ? 2 : 1
  return hanNumber.test(words) ? 1 : undefined
}
