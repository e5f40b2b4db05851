import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { makeDocx } from '../testing/make-office.ts'
import { makeZip } from '../testing/make-zip.ts'
import { withFile } from '../testing/read-made.ts'
import { expandFile } from './expand-file.ts'

interface Seen {
  readonly name: string
  readonly result: string
}

const expandMade = (content: Uint8Array): Promise<Seen[]> =>
  withFile('a.zip', content, async file => {
    const seen: Seen[] = []
    let last = ''
    for await (const part of expandFile(file, { signal: new AbortController().signal })) {
      if (part.kind === 'file') last = part.path
      const result =
        part.kind === 'refused'
          ? part.error.message
          : readFileSync(part.path).subarray(0, 20).toString('latin1')
      seen.push({ name: part.name, result })
    }
    assert.ok(last === '' || !existsSync(last), 'unpacked files are gone')
    return seen
  })

test('each file of an archive, and of one within it, comes with its own name; clutter does not', async () => {
  const inner = makeZip([{ name: 'b/deep.txt', content: 'deep' }])
  const seen = await expandMade(
    makeZip([
      { name: '手册/一.txt', content: 'one' },
      { name: '__MACOSX/x', content: 'x' },
      { name: 'inner.zip', content: inner },
      { name: 'w.docx', content: makeDocx('<w:p/>') },
    ]),
  )
  assert.deepEqual(
    seen.map(({ name }) => name),
    ['a.zip/手册/一.txt', 'a.zip/inner.zip/b/deep.txt', 'a.zip/w.docx'],
  )
})

test('names that lead out are refused and the other files are read', async () => {
  const seen = await expandMade(
    makeZip([
      { name: '../evil.txt', content: 'x' },
      { name: '/etc/evil.txt', content: 'x' },
      { name: 'C:\\evil.txt', content: 'x' },
      { name: 'good.txt', content: 'good' },
    ]),
  )
  assert.match(seen[0]?.result ?? '', /leads out of the archive/)
  assert.match(seen[1]?.result ?? '', /absolute path/)
  assert.match(seen[2]?.result ?? '', /absolute path/)
  assert.deepEqual(seen[3], { name: 'a.zip/good.txt', result: 'good' })
})

test('an encrypted entry is refused with the way out, an empty one is empty', async () => {
  const seen = await expandMade(
    makeZip([
      { name: 'secret.txt', content: 'x', isEncrypted: true },
      { name: 'empty.txt', content: '' },
    ]),
  )
  assert.match(seen[0]?.result ?? '', /unpack the archive with its password/)
  assert.match(seen[1]?.result ?? '', /holds nothing to read/)
})

test('a bomb is refused, whether its directory tells its size or lies', async () => {
  const zeros = new Uint8Array(80_000_000)
  const honest = await expandMade(makeZip([{ name: 'bomb', content: zeros }]))
  assert.match(honest[0]?.result ?? '', /as a zip bomb does/)
  const lying = await expandMade(makeZip([{ name: 'bomb', content: zeros, claimedBytes: 100 }]))
  assert.match(lying[0]?.result ?? '', /zip bomb|broken/)
})

test('archives nested too deep are refused', async () => {
  let nested = makeZip([{ name: 'x.txt', content: 'x' }])
  for (let depth = 0; depth < 3; depth++) nested = makeZip([{ name: 'n.zip', content: nested }])
  assert.match((await expandMade(nested))[0]?.result ?? '', /more than 2 deep/)
})
