import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorRules } from '@millwright/spec'
import { readSource, sourceFiles } from './source-files.ts'

const declared = [...readSource('spec/errors/error-data.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
  m => m[1] ?? '',
)

test('every declared error code has a rule, and no rule is without its code', () => {
  assert.ok(declared.length > 20)
  assert.deepEqual(Object.keys(errorRules).toSorted(), declared.toSorted())
})

test('every error code is thrown or answered somewhere', () => {
  const text = sourceFiles()
    .filter(file => !file.startsWith('spec/errors/') && !file.endsWith('.test.ts'))
    .map(readSource)
    .join('\n')
  assert.deepEqual(
    declared.filter(code => !text.includes(`'${code}'`)),
    [],
  )
})

test('only the catalogue is thrown: a plain Error is a bug and says so', () => {
  const wrong = sourceFiles()
    .filter(file => /^(engine|connectors|apps|server)\//.test(file) && !/\.test\.tsx?$|\/web\//.test(file))
    .flatMap(file =>
      [...readSource(file).matchAll(/throw new Error\((['"`])(?!bug: )/g)].map(
        () => `${file} throws a plain Error`,
      ),
    )
  assert.deepEqual(wrong, [])
})
