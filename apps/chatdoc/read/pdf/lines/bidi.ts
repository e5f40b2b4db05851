const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u
const strongLeft = /[\p{L}\p{N}]/u

/** Whether a text has letters of a script that is written from right to left. */
export const hasRightToLeft = (text: string): boolean => rightToLeft.test(text)

type Kind = 'left' | 'right' | 'neutral'

const kindOf = (sign: string): Kind =>
  rightToLeft.test(sign) ? 'right' : strongLeft.test(sign) ? 'left' : 'neutral'

/** Stretches of one direction; what stands between two of the same direction goes with them. */
const stretchesOf = (signs: readonly string[], base: 'left' | 'right'): { kind: Kind; signs: string[] }[] => {
  const kinds = signs.map(kindOf)
  for (let at = 0; at < kinds.length; at++) {
    if (kinds[at] !== 'neutral') continue
    const before = kinds[at - 1] ?? base
    const next = kinds.slice(at).find(kind => kind !== 'neutral') ?? base
    kinds[at] = before === next ? before : base
  }
  const stretches: { kind: Kind; signs: string[] }[] = []
  for (const [at, sign] of signs.entries()) {
    const kind = kinds[at] ?? base
    const last = stretches.at(-1)
    if (last?.kind === kind) last.signs.push(sign)
    else stretches.push({ kind, signs: [sign] })
  }
  return stretches
}

/**
 * A line as it is seen from left to right, put in the order in which it is read: a small part of the bidirectional
 * algorithm (UAX #9) backwards, with the direction of most letters as that of the line.
 */
export const toReadingOrder = (seen: string): string => {
  if (!rightToLeft.test(seen)) return seen
  const signs = Array.from(seen)
  const right = signs.filter(sign => kindOf(sign) === 'right').length
  const left = signs.filter(sign => /\p{L}/u.test(sign)).length - right
  const base = right >= left ? 'right' : 'left'
  const stretches = stretchesOf(signs, base)
  if (base === 'right') stretches.reverse()
  return stretches
    .map(({ kind, signs: part }) => (kind === 'right' ? part.toReversed() : part).join(''))
    .join('')
}
