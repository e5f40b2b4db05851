/** A text in one form of writing; `originalIndex` tells where a character of it stood in the text it came from. */
export interface NormalisedText {
  readonly text: string
  originalIndex(index: number): number
}

const sameIndex = (index: number): number => index

/** Dashes, quotes and spaces of every kind to the plain one; multiplication signs to `×`. */
const plainOf: Readonly<Record<string, string>> = {
  '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '−': '-', '―': '-', '﹣': '-',
  '‘': "'", '’': "'", '′': "'", '“': '"', '”': '"', '″': '"',
  '✕': '×', '╳': '×', '⨯': '×', '∙': '·', '•': '·', '⋅': '·', '・': '·',
  'µ': 'μ', '〜': '~', '～': '~', '\u00ad': '', '\u200b': '', '\ufeff': '',
} // prettier-ignore

const isPlain = /^[\n\t\x20-\x7e]*$/
const cluster = /\P{M}\p{M}*/gsu

/** Accents are left off Latin letters: a plant's people type without them. */
const withoutAccents = (text: string): string =>
  /^\p{Script=Latin}/u.test(text) ? text.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC') : text

const normaliseCluster = (piece: string): string => {
  const plain = plainOf[piece]
  if (plain !== undefined) return plain
  const code = piece.charCodeAt(0)
  if (piece.length === 1 && ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x20 && code <= 0x7e)))
    return piece
  const composed = withoutAccents(piece.normalize('NFKC'))
  return plainOf[composed] ?? composed
}

/**
 * Unicode NFKC, so that full-width and half-width forms, ligatures and compatibility signs ("℃", "㎜") are one, with
 * dashes, quotes and multiplication signs made plain and accents left off Latin letters. Case is kept.
 */
export const normaliseText = (original: string): NormalisedText => {
  if (isPlain.test(original)) return { text: original, originalIndex: sameIndex }
  const pieces: string[] = []
  const starts: number[] = []
  for (const { 0: piece, index } of original.matchAll(cluster)) {
    const normal = normaliseCluster(piece)
    pieces.push(normal)
    for (let offset = 0; offset < normal.length; offset++) starts.push(index)
  }
  starts.push(original.length)
  return { text: pieces.join(''), originalIndex: index => starts[index] ?? original.length }
}
