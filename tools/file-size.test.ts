import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSource, sourceFiles } from './source-files.ts'

const limit = 500

test(`no source file has more than ${limit} lines`, () => {
  const wrong = sourceFiles()
    .map(file => ({ file, lines: readSource(file).split('\n').length }))
    .filter(({ lines }) => lines > limit)
    .map(({ file, lines }) => `${file} has ${lines} lines`)
  assert.deepEqual(wrong, [])
})

test('files are named in kebab case', () => {
  const wrong = sourceFiles().filter(
    file => !/^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*\.tsx?$/.test(file.split('/').at(-1) ?? ''),
  )
  assert.deepEqual(wrong, [])
})
