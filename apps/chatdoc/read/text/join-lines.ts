const han = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]'
const endsInHan = new RegExp(`${han}$`, 'u')
const beginsInHan = new RegExp(`^${han}`, 'u')
const endsInHyphen = /\p{L}[-\u00AD\u2010]$/u

const glue = (before: string, after: string): string => {
  if (before === '' || after === '') return before + after
  if (endsInHyphen.test(before) && /^\p{Ll}{2}/u.test(after)) return before.slice(0, -1) + after
  return endsInHan.test(before) && beginsInHan.test(after) ? before + after : `${before} ${after}`
}

/** The lines of one paragraph as one text: words parted by a hyphen are joined, Chinese lines without a space. */
export const joinLines = (lines: readonly string[]): string => lines.map(line => line.trim()).reduce(glue, '')
