import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { withFile } from '../testing/read-made.ts'
import { readJob } from '../worker/read-job.ts'

/** Encrypted with the password "secret" by another implementation (xlsx-populate 1.21). */
const locked = readFileSync(new URL('../testing/locked.xlsx', import.meta.url))

const readWith = (password: string): Promise<string[]> =>
  withFile('locked.xlsx', locked, async file => {
    const texts: string[] = []
    const { signal } = new AbortController()
    for await (const window of readJob({ file, options: { recognise: false, password } }, signal))
      texts.push(...window.blocks.map(block => block.text))
    return texts
  })

test('an encrypted workbook is read with its password', async () => {
  assert.deepEqual(await readWith('secret'), ['Sheet1', 'Bolt\tTorque (N·m)\nM8\t25'])
})

test('with a wrong password it asks again', async () => {
  await assert.rejects(readWith('wrong'), { code: 'DOCUMENT_PASSWORD_NEEDED' })
})
