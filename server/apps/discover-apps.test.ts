import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { discoverApps } from './discover-apps.ts'

const root = await mkdtemp(join(tmpdir(), 'apps-'))
after(() => rm(root, { recursive: true }))

const addApp = async (folder: string, name: string, source: string | undefined): Promise<void> => {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'package.json'), '{ "type": "module" }')
  if (source !== undefined) await writeFile(join(folder, name, 'index.ts'), source)
}
const sound = (name: string): string =>
  `export const app = { name: '${name}', title: { en: 'x' }, migrations: [], create: async () => ({}) }`

test('an app is there by having its folder; folders that are no packages are passed over', async () => {
  const folder = await mkdtemp(join(root, 'good-'))
  await addApp(folder, 'two', sound('two'))
  await addApp(folder, 'one', sound('one'))
  await mkdir(join(folder, 'notes'))
  await writeFile(join(folder, 'README.md'), '')
  assert.deepEqual(
    (await discoverApps(folder)).map(app => app.name),
    ['one', 'two'],
  )
})

test('a folder that claims to be an app and is not stops the start, and says what is wrong', async () => {
  const wrong: readonly (readonly [string | undefined, RegExp])[] = [
    [undefined, /has no index\.ts/],
    ['export const other = 1', /exports no app/],
    [sound('another'), /not named "broken"/],
    [`export const app = { name: 'broken', title: { en: 'x' }, create: () => {} }`, /without migrations/],
    [`export const app = { name: 'broken', title: { en: 'x' }, migrations: [] }`, /cannot be created/],
  ]
  for (const [source, expected] of wrong) {
    const folder = await mkdtemp(join(root, 'bad-'))
    await addApp(folder, 'broken', source)
    await assert.rejects(discoverApps(folder), expected)
  }
})
