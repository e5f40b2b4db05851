/** A stretch of a text. `from` and `to` are character offsets. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Ends of sentences: Chinese marks always, Latin ones where what follows can begin a sentence; blank lines. */
const ends = /[。！？!?；…]+[”’」』）)\]"]*|[.]+["”’)\]]*(?=\s)|\n\s*\n/gu

const abbreviations = new Set(
  (
    'mr mrs ms dr prof sr jr st vs etc al inc ltd co corp no nos fig figs eq sec ch vol pp ed eds rev approx ca cf dept est ' +
    'gen col lt sgt capt hon gov sen rep pres e.g i.e eg ie a.m p.m u.s u.k jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'max min temp ref resp incl excl art para'
  ).split(' '),
)

/** "3. Remove" begins a step; "e.g. oil", "J. Smith" and "No. 5" go on. */
const goesOn = (before: string, after: string): boolean => {
  const word = /[\p{L}\p{N}.]+$/u.exec(before)?.[0] ?? ''
  if (/^\p{Lu}$/u.test(word)) return true
  if (abbreviations.has(word.toLowerCase())) return true
  if (/^(?:\d{1,2}|[a-zA-Z])$/.test(word) && /(?:^|\n)\s*[\p{L}\p{N}]+$/u.test(before)) return true
  return /^\s*["“(‘]?[\p{Ll}]/u.test(after)
}

/**
 * The sentences of a text, each trimmed, in order; together they hold every word of it. Decimals, codes, abbreviations
 * and initials do not end one.
 */
export const splitSentences = (text: string): readonly Stretch[] => {
  const sentences: Stretch[] = []
  let from = 0
  const push = (to: number): void => {
    const piece = text.slice(from, to)
    const trimmed = piece.trim()
    if (trimmed !== '') {
      const start = from + piece.indexOf(trimmed)
      sentences.push({ from: start, to: start + trimmed.length, text: trimmed })
    }
    from = to
  }
  for (const match of text.matchAll(ends)) {
    const to = match.index + match[0].length
    if (match[0].startsWith('.') && goesOn(text.slice(from, match.index), text.slice(to, to + 8))) continue
    push(to)
  }
  push(text.length)
  return sentences
}
