import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDocument } from '../../document/build-document.ts'
import type { DocumentTree } from '../../document/document.ts'
import { readJob } from '../worker/read-job.ts'
import type { ReadWindow } from '../reader.ts'

/** Runs `use` with a file of this content in a folder that goes afterwards. */
export const withFile = async <T>(
  name: string,
  content: string | Uint8Array,
  use: (file: { readonly path: string; readonly name: string }) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-test-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, content)
    return await use({ path, name })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Reads made content as a document in this thread, without recognising pictures. */
export const readMade = (name: string, content: string | Uint8Array): Promise<DocumentTree> =>
  withFile(name, content, async file => {
    const windows: ReadWindow[] = []
    const { signal } = new AbortController()
    for await (const window of readJob({ file, options: { recognise: false } }, signal)) windows.push(window)
    return buildDocument(windows, file)
  })

/** A line for each block: its kind with what distinguishes it, and its text. */
export const outlineOf = (document: DocumentTree): string[] =>
  document.blocks.map(block => {
    const text = block.text.replaceAll('\n', ' ⏎ ').replaceAll('\t', ' | ')
    if (block.kind === 'heading') return `h${block.level} ${text}`
    if (block.kind === 'item') return `${'-'.repeat(block.level)} ${block.marker} ${text}`
    if (block.kind === 'warning') return `${block.severity} ${text}`
    if (block.kind === 'figure') return `figure ${block.caption} / ${text}`
    if (block.kind === 'table') return `table ${block.caption} / ${text}`
    return `${block.kind} ${text}`
  })
