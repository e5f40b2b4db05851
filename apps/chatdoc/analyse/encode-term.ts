const firstHan = 0x3400
const lastHan = 0x9fff
const longestTerm = 64

const isHan = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < firstHan || code > lastHan) return false
  }
  return text.length > 0
}

const encodeHan = (text: string): string => {
  let encoded = 'h'
  for (let index = 0; index < text.length; index++)
    encoded += (text.charCodeAt(index) - firstHan).toString(36).padStart(3, '0')
  return encoded
}

/** `z` escapes: it and every other character are their UTF-16 unit in four digits of base 36. */
const encodeOther = (text: string): string =>
  `x${text.replaceAll(/[^a-y0-9]/g, unit => `z${unit.charCodeAt(0).toString(36).padStart(4, '0')}`)}`

/**
 * A term as one word of letters and digits that PostgreSQL's text parser takes whole and leaves as it is, whatever
 * characters the term has. Two terms have two encodings; past 64 characters a term counts by its beginning.
 */
export const encodeTerm = (text: string): string => {
  const term = text.slice(0, longestTerm)
  if (/^[a-z]+$/.test(term)) return `w${term}`
  return isHan(term) ? encodeHan(term) : encodeOther(term)
}
