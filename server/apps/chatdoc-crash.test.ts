import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makePdf } from '../testing/make-pdf.ts'

const root = await mkdtemp(join(tmpdir(), 'millwright-doc-crash-'))
after(() => rm(root, { recursive: true, force: true }))

interface Ended {
  readonly signal: string | null
  readonly out: string
}

const playIn = (folder: string, ...more: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, '..', 'testing', 'doc-crash', 'process.ts')
    const options = { maxBuffer: 64 * 1024 * 1024 }
    execFile(
      process.execPath,
      [script, folder, join(root, 'manual.pdf'), ...more],
      options,
      (error, out, told) => {
        if (error && error.signal !== 'SIGKILL') reject(new Error(`${error.message}\n${told}`))
        else resolve({ signal: error?.signal ?? null, out })
      },
    )
  })

interface Read {
  readonly fewest: number
  readonly revision: {
    readonly state: string
    readonly pageCount: number
    readonly blocks: readonly { readonly block: object }[]
  }
}

test('a document whose reading was cut off by a crash is read on from where it stopped, and is the same', async () => {
  const words = [
    'press',
    'valve',
    'spindle',
    'pump',
    'drive',
    'filter',
    'sensor',
    'belt',
    'seal',
    'gear',
    'brake',
  ]
  const wordAt = (index: number): string => words[index % words.length] ?? ''
  const pages = Array.from({ length: 96 }, (_, page) =>
    Array.from(
      { length: 12 },
      (__, line) =>
        `The ${wordAt(page + line)} beside ${wordAt(page * 3 + line)} ${page}-${line} needs ${wordAt(line * 5 + page * 7)} oil.`,
    ),
  )
  await writeFile(join(root, 'manual.pdf'), makePdf(pages))
  for (const name of ['calm', 'crash']) await mkdir(join(root, name))
  const calm = JSON.parse((await playIn(join(root, 'calm'))).out) as Read
  assert.equal(calm.revision.state, 'ready')
  assert.equal(calm.revision.pageCount, 96)
  assert.ok(calm.revision.blocks.length >= 96)

  assert.equal((await playIn(join(root, 'crash'), 'die')).signal, 'SIGKILL')
  const resumed = JSON.parse((await playIn(join(root, 'crash'))).out) as Read
  assert.equal(resumed.revision.state, 'ready')
  assert.ok(resumed.fewest >= 32, `it began again at page ${resumed.fewest}`)
  assert.deepEqual(
    resumed.revision.blocks.map(({ block }) => block),
    calm.revision.blocks.map(({ block }) => block),
  )
  assert.equal((await readdir(join(root, 'crash', 'documents'))).length, 1)
})
