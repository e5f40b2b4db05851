/** Signs of Symbol and Wingdings that files give in the private use area. */
const symbols: Readonly<Record<string, string>> = {
  '\uf0b7': '•',
  '\uf0a7': '▪',
  '\uf0a8': '▫',
  '\uf0d8': '➢',
  '\uf0fc': '✓',
  '\uf0e0': '→',
  '\uf0de': '⇒',
  '\uf06c': '●',
  '\uf06e': '■',
  '\uf076': '❖',
  '\uf02d': '-',
  '\uf020': ' ',
  '\uf061': 'α',
  '\uf062': 'β',
  '\uf06d': 'μ',
  '\uf070': 'π',
  '\uf077': 'ω',
  '\uf057': 'Ω',
  '\uf044': 'Δ',
  '\uf053': 'Σ',
  '\uf0b0': '°',
  '\uf0b1': '±',
  '\uf0b4': '×',
  '\uf0b3': '≥',
  '\uf0a3': '≤',
  '\uf0a5': '∞',
  '\uf0bb': '≈',
  '\uf0ae': '→',
}

/** Ligatures and presentation forms, which NFKC takes apart; full-width forms stay as they are. */
const composed = /[\ufb00-\ufb06\ufb13-\ufdff\ufe70-\ufefc\u2000-\u200a\u3000\u00a0\u2f00-\u2fd5]/
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const plain = /^[\u0021-\u007e]$/
// eslint-disable-next-line no-control-regex
const unmappedSign = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/

/** Stands for a glyph of which the file does not tell the letter. */
export const unknownSign = '\ufffd'

/** Whether the letter of a glyph is not known: a control, a private or a replacement character. */
export const isUnmapped = (unicode: string): boolean =>
  unicode === '' || (unmappedSign.test(unicode) && symbols[unicode] === undefined)

/**
 * The text of one glyph: ligatures in their letters, hyphens and minus signs as "-", soft hyphens too. A glyph of
 * several right-to-left letters is told in the order it is seen, as its neighbours are.
 */
export const glyphText = (unicode: string): string => {
  if (plain.test(unicode)) return unicode
  const known = symbols[unicode]
  if (known !== undefined) return known
  if (isUnmapped(unicode)) return ''
  if (/^[\u2010\u2011\u2212\u00ad]$/.test(unicode)) return '-'
  if (/[\u200b-\u200f\u2028-\u202e\u2060\ufeff]/.test(unicode)) return ''
  const text = composed.test(unicode) ? unicode.normalize('NFKC') : unicode
  return text.length > 1 && rightToLeft.test(text) ? Array.from(text).reverse().join('') : text
}
