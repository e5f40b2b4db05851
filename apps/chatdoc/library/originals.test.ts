import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { createOriginals } from './originals.ts'

const root = await mkdtemp(join(tmpdir(), 'originals-'))
after(() => rm(root, { recursive: true, force: true }))
const source = join(root, 'source.md')
await writeFile(source, 'the bytes')
let folders = 0
const create = () => {
  const folder = join(root, `documents-${++folders}`)
  return { folder, originals: createOriginals(folder) }
}

test('a copy is hashed, readable by its owner alone, and kept under the revision’s id', async () => {
  const { folder, originals } = create()
  const incoming = await originals.take({ path: source, name: 'source.md' })
  assert.equal(incoming.contentHash, createHash('sha256').update('the bytes').digest('hex'))
  assert.equal(incoming.sizeBytes, 9)
  await originals.keep(incoming, 'r1')
  await originals.drop(incoming)
  assert.deepEqual(await readdir(folder), ['r1'])
  assert.equal((await stat(originals.pathOf('r1'))).mode & 0o777, 0o600)
})

test('a file that cannot be copied is told by name, and leaves nothing', async () => {
  const { folder, originals } = create()
  for (const path of [join(root, 'missing.md'), root])
    await assert.rejects(
      originals.take({ path, name: 'shown.md' }),
      error => isPlatformError(error, 'FILE_UNREADABLE') && error.data.file === 'shown.md',
    )
  assert.deepEqual(await readdir(folder), [])
})

test('what is set aside is not found, comes back when restored, and is gone when discarded', async () => {
  const { folder, originals } = create()
  await originals.keep(await originals.take({ path: source, name: 'a.md' }), 'r1')
  await originals.setAside(['r1', 'never-there'])
  await assert.rejects(readFile(originals.pathOf('r1')))
  await originals.restore(['r1', 'never-there'])
  assert.equal(await readFile(originals.pathOf('r1'), 'utf8'), 'the bytes')
  await originals.setAside(['r1'])
  await originals.discard(['r1'])
  assert.deepEqual(await readdir(folder), [])
})

test('a start removes what a crash left, and puts back what was set aside and not deleted', async () => {
  const { folder, originals } = create()
  await mkdir(folder)
  for (const name of ['kept', 'orphan', 'restored.removed', 'deleted.removed', '.incoming-x'])
    await writeFile(join(folder, name), name)
  await originals.sweep(new Set(['kept', 'restored']))
  assert.deepEqual((await readdir(folder)).toSorted(), ['kept', 'restored'])
})
