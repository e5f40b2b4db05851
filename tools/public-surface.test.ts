import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { readSource, root, sourceFiles } from './source-files.ts'

const manifestSchema = z.object({
  name: z.string(),
  exports: z.record(z.string(), z.string()).optional(),
  bin: z.record(z.string(), z.string()).optional(),
})
const packages = globSync('{spec,engine,server,web,cli,demo,bench,tools,connectors/*,apps/*}/package.json', {
  cwd: root,
}).map(path => ({ path, manifest: manifestSchema.parse(JSON.parse(readSource(path))) }))

test('every package is found', () => assert.ok(packages.length >= 10))

test('what a package exports exists and is named, never a default', () => {
  const wrong = packages.flatMap(({ path, manifest }) =>
    Object.values(manifest.exports ?? {}).flatMap(target => {
      const file = join(path.replace('/package.json', ''), target)
      if (!existsSync(join(root, file))) return [`${file} does not exist`]
      return /^export default /m.test(readSource(file)) ? [`${file} has a default export`] : []
    }),
  )
  assert.deepEqual(wrong, [])
})

test('each entry file says in its first lines what it is', () => {
  const wrong = packages.flatMap(({ path, manifest }) =>
    Object.values(manifest.exports ?? {})
      .map(target => join(path.replace('/package.json', ''), target))
      .filter(file => file.endsWith('.ts') && !readSource(file).includes('/**')),
  )
  assert.deepEqual(wrong, [])
})

test('no folder is named for what its code is instead of what it is about', () => {
  const wrong = sourceFiles().filter(file => /\/(utils?|helpers?|common|types|misc|lib)\//.test(file))
  assert.deepEqual(wrong, [])
})
