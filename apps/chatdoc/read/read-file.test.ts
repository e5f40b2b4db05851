import assert from 'node:assert/strict'
import { appendFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { beginEarly } from './begin-early.ts'
import { createFileReader } from './read-file.ts'
import { makeXlsx } from './testing/make-office.ts'
import { withFile } from './testing/read-made.ts'

const reader = createFileReader()
after(() => reader.close())
const { signal } = new AbortController()

const failureOf = async (run: () => Promise<unknown>): Promise<string> => {
  try {
    await run()
    return 'read'
  } catch (error) {
    return isPlatformError(error) ? `${error.code} ${error.message}` : String(error)
  }
}

const collect = async (file: { path: string; name: string }, by = reader): Promise<string[]> => {
  const texts: string[] = []
  for await (const window of by.readFile({ ...file, recognise: false }, { signal }))
    texts.push(...window.blocks.map(block => block.text))
  return texts
}

test('a document is read in a thread; errors cross over with their code and the name', async () => {
  assert.deepEqual(await withFile('a.md', '# One\n\nTwo\n', file => collect(file)), ['One', 'Two'])
  assert.match(
    await failureOf(() => withFile('my/a.txt', '', file => collect(file))),
    /^DOCUMENT_EMPTY "my\/a.txt"/,
  )
})

test('windows come as they are taken, and a caller may stop early', async () => {
  const text = 'Some words stand here.\n\n'.repeat(200_000)
  await withFile('a.txt', text, async file => {
    for await (const window of reader.readFile({ ...file, recognise: false }, { signal })) {
      assert.ok(window.blocks.length > 0)
      break
    }
    assert.ok((await collect(file)).length > 100_000)
  })
})

test('a file that changes while it is read is told', async () => {
  const failure = await failureOf(() =>
    withFile('a.txt', 'Some words stand here.\n\n'.repeat(200_000), async file => {
      for await (const window of reader.readFile({ ...file, recognise: false }, { signal }))
        if (window.blocks.length > 0) await appendFile(file.path, 'more')
    }),
  )
  assert.match(failure, /^DOCUMENT_UNREADABLE.*changed while it was being read/)
})

test('an abort ends the reading, and the next file is read', async () => {
  const abort = new AbortController()
  const failure = await failureOf(() =>
    withFile('a.txt', 'Some words stand here.\n\n'.repeat(200_000), async file => {
      for await (const window of reader.readFile({ ...file, recognise: false }, { signal: abort.signal }))
        if (window.blocks.length > 0) abort.abort()
    }),
  )
  assert.match(failure, /AbortError/)
  assert.deepEqual(await withFile('a.md', 'x', file => collect(file)), ['x'])
})

test('a thread that stands still is ended with words, one out of memory too, and another takes its place', async () => {
  const hasty = createFileReader({ bounds: { silenceMs: 1 } })
  const poor = createFileReader({ bounds: { heapMb: 24 } })
  const cells = '<c t="str"><v>some words</v></c>'.repeat(900)
  const large = makeXlsx({ A: `<sheetData>${`<row>${cells}</row>`.repeat(1_500)}</sheetData>` })
  try {
    assert.match(
      await failureOf(() => withFile('a.txt', 'x', file => collect(file, hasty))),
      /^DOCUMENT_UNREADABLE.*stood still/,
    )
    assert.match(
      await failureOf(() => withFile('a.xlsx', large, file => collect(file, poor))),
      /^DOCUMENT_TOO_LARGE.*24 MB of memory/,
    )
    assert.deepEqual(await withFile('a.md', 'x', file => collect(file, poor)), ['x'])
  } finally {
    await Promise.all([hasty.close(), poor.close()])
  }
})

test('files begun ahead come in order, and one that ends the thread takes no other down with it', async () => {
  const poor = createFileReader({ bounds: { heapMb: 24 } })
  const cells = '<c t="str"><v>some words</v></c>'.repeat(900)
  const large = makeXlsx({ A: `<sheetData>${`<row>${cells}</row>`.repeat(1_500)}</sheetData>` })
  const read = (name: string, content: string | Uint8Array): Promise<string> =>
    failureOf(() => withFile(name, content, file => collect(file, poor)))
  try {
    const outcomes = await Promise.all([
      read('first.md', 'x'),
      read('large.xlsx', large),
      read('empty.md', ''),
      ...Array.from({ length: 12 }, (_, at) => read(`${at}.md`, `# ${at}\n`)),
    ])
    assert.equal(outcomes[0], 'read')
    assert.match(outcomes[1] ?? '', /^DOCUMENT_TOO_LARGE "large.xlsx".*24 MB of memory/)
    assert.match(outcomes[2] ?? '', /^DOCUMENT_EMPTY "empty.md"/)
    assert.deepEqual(new Set(outcomes.slice(3)), new Set(['read']))
  } finally {
    await poor.close()
  }
})

test('a file begun ahead and given up unread leaves the others their turn', async () => {
  const abort = new AbortController()
  const text = 'Some words stand here.\n\n'.repeat(10_000)
  await withFile('a.txt', text, file =>
    withFile('b.md', 'given up', givenUp =>
      withFile('c.md', 'read', async other => {
        const first = beginEarly(reader.readFile({ ...file, recognise: false }, { signal }))
        const second = beginEarly(reader.readFile({ ...givenUp, recognise: false }, { signal: abort.signal }))
        const third = collect(other)
        abort.abort()
        await assert.rejects(async () => void (await second.next()), /AbortError/)
        for await (const window of first) assert.ok(window.blocks.length > 0)
        assert.deepEqual(await third, ['read'])
      }),
    ),
  )
})
