import type { NewBlock } from '../../document/block.ts'
import { codeOf, wholeWindow } from '../draft-blocks.ts'
import { refuseLarge } from '../file-size.ts'
import { limits } from '../limits.ts'
import type { Reader } from '../reader.ts'
import { codeExtensions, extensionOf } from '../sniff-text.ts'
import { textPieces } from './read-pieces.ts'
import { textToBlocks } from './text-to-blocks.ts'

/** Code goes into blocks of about this many characters, parted at empty lines. */
const codeCharacters = 4_000

const codeToBlocks = (text: string, language: string): NewBlock[] => {
  const blocks: string[] = ['']
  for (const part of text.split(/\n(?:[ \t]*\n)+/)) {
    const last = blocks.at(-1) ?? ''
    if (last !== '' && last.length + part.length > codeCharacters) blocks.push(part)
    else blocks[blocks.length - 1] = last === '' ? part : `${last}\n\n${part}`
  }
  return blocks.filter(block => block.trim() !== '').map(block => codeOf(block, language))
}

/** Plain text of any encoding, and source code; read in pieces, so a large file takes no more memory than a small one. */
export const readText: Reader = async function* (file, { signal }) {
  await refuseLarge(file, limits.textBytes)
  const language = codeExtensions[extensionOf(file.name)]
  let piece = 0
  for await (const text of textPieces(file.path, limits.windowCharacters)) {
    signal.throwIfAborted()
    piece++
    yield wholeWindow(
      language === undefined ? textToBlocks(text, { listPrefix: `${piece}-` }) : codeToBlocks(text, language),
    )
  }
}
