import { open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { unreadable } from './import-error.ts'
import type { TextEncoding } from './text-encoding.ts'

/** The text of a file piece by piece, with the number of bytes each piece took. Invalid bytes of a legacy encoding become U+FFFD. */
export async function* readText(
  path: string,
  encoding: TextEncoding,
): AsyncGenerator<{ readonly text: string; readonly bytes: number }> {
  const decoder = new TextDecoder(encoding.label)
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const chunk = part as Buffer // a stream without encoding yields buffers
    yield { text: decoder.decode(chunk, { stream: true }), bytes: chunk.length }
  }
  const rest = decoder.decode()
  if (rest !== '') yield { text: rest, bytes: 0 }
}

const sampleBytes = 1 << 18

/** The first 256 KiB as text; `isCut` says that there is more. */
export const readTextSample = async (
  path: string,
  encoding: TextEncoding,
): Promise<{ readonly text: string; readonly isCut: boolean }> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, sampleBytes)), 0, undefined, 0)
    const text = new TextDecoder(encoding.label).decode(buffer.subarray(0, bytesRead), { stream: true })
    return { text, isCut: size > bytesRead }
  } catch (cause) {
    throw unreadable(path, 'it cannot be opened', undefined, cause)
  } finally {
    await file.close()
  }
}
