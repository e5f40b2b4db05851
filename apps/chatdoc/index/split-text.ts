/** A sentence with its end mark and what follows it up to the next. */
const sentence = /[^.!?。！？；\n]*(?:[.!?]+(?=\s|$)|[.!?](?=\S)|[。！？；\n]+|$)\s*/g

/**
 * A text in pieces of at most `longest` characters, cut between sentences where that is possible, each beginning with
 * the last sentence of the piece before.
 */
export const splitText = (text: string, longest: number): readonly string[] => {
  if (text.length <= longest) return [text]
  const sentences = (text.match(sentence) ?? [])
    .filter(part => part !== '')
    .flatMap(part => cut(part, longest))
  const pieces: string[] = []
  let piece = ''
  let last = ''
  for (const part of sentences) {
    if (piece !== '' && piece.length + part.length > longest) {
      pieces.push(piece.trim())
      piece = last.length + part.length <= longest ? last : ''
    }
    piece += part
    last = part
  }
  return [...pieces, piece.trim()].filter(part => part !== '')
}

const cut = (part: string, longest: number): readonly string[] =>
  Array.from({ length: Math.ceil(part.length / longest) }, (_, index) =>
    part.slice(index * longest, (index + 1) * longest),
  )
