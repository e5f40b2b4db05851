import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { encodingOf, withoutControls, type TextEncoding } from './decode-text.ts'

const sampleBytes = 1_000_000

const sniffEncoding = async (path: string): Promise<TextEncoding> => {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return encodingOf(buffer.subarray(0, bytesRead), { isWhole: bytesRead < sampleBytes })
  } finally {
    await handle.close()
  }
}

/** A text's characters as they come, decoded, its line ends as `\n`. */
export async function* decodedChunks(path: string): AsyncGenerator<string> {
  const encoding = await sniffEncoding(path)
  const decoder = iconv.getDecoder(encoding.name, { stripBOM: true })
  let heldReturn = ''
  for await (const chunk of createReadStream(path, { start: encoding.markBytes }) as AsyncIterable<Buffer>) {
    const text = heldReturn + decoder.write(chunk)
    heldReturn = text.endsWith('\r') ? '\r' : ''
    yield withoutControls(heldReturn === '' ? text : text.slice(0, -1))
  }
  yield withoutControls(heldReturn + (decoder.end() ?? ''))
}

/**
 * A text in pieces of about `characters`, each ending at an empty line where one is near, else at a line end; a line
 * longer than that is cut. No more than one piece and one chunk are held.
 */
export async function* textPieces(path: string, characters: number): AsyncGenerator<string> {
  let held = ''
  for await (const chunk of decodedChunks(path)) {
    held += chunk
    while (held.length > 1.2 * characters) {
      const cut = cutAt(held, characters)
      yield held.slice(0, cut)
      held = held.slice(cut)
    }
  }
  if (held !== '') yield held
}

const cutAt = (text: string, near: number): number => {
  const paragraph = text.lastIndexOf('\n\n', near)
  if (paragraph > near / 2) return paragraph + 2
  const line = text.lastIndexOf('\n', near)
  return line > 0 ? line + 1 : near
}
