import assert from 'node:assert/strict'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { importsOf, readSource, sourceFiles } from './source-files.ts'

/** Packages of the house that each room may import. What is not listed may import `spec` alone. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  server: ['*'],
  cli: ['@millwright/spec', '@millwright/server'],
  bench: ['*'],
  tools: ['*'],
}

const roomOf = (file: string): string => {
  const [first = '', second = ''] = file.split('/')
  return first === 'apps' || first === 'connectors' ? `${first}/${second}` : first
}
/** An app's panels live in the page's shell, so they may use what it offers them. */
const isPanel = (file: string): boolean => /^apps\/[^/]+\/web\//.test(file)
const isTest = (file: string): boolean =>
  /\.test\.tsx?$|\/(crash-test|test-[\w-]+|browser-tests)[/.]|-contract\.ts$/.test(file)

test('packages import inwards: apps, connectors and engine know spec alone, spec knows zod alone', () => {
  const wrong = sourceFiles().flatMap(file => {
    const room = roomOf(file)
    const own = allowed[room] ?? ['@millwright/spec']
    const may = isPanel(file) ? [...own, '@millwright/web'] : own
    return importsOf(readSource(file))
      .filter(name => name.startsWith('@millwright/'))
      .filter(name => !may.includes('*') && !may.some(ok => name === ok || name.startsWith(`${ok}/`)))
      .map(name => `${file} imports ${name}`)
  })
  assert.deepEqual(wrong, [])
})

test('spec imports zod and nothing else', () => {
  const wrong = sourceFiles()
    .filter(file => file.startsWith('spec/') && !isTest(file))
    .flatMap(file =>
      importsOf(readSource(file))
        .filter(name => !name.startsWith('.') && name !== 'zod')
        .map(name => `${file} imports ${name}`),
    )
  assert.deepEqual(wrong, [])
})

test('no relative import leaves its package', () => {
  const wrong = sourceFiles().flatMap(file =>
    importsOf(readSource(file))
      .filter(name => name.startsWith('.'))
      .filter(name => roomOf(normalize(join(dirname(file), name))) !== roomOf(file))
      .map(name => `${file} imports ${name}`),
  )
  assert.deepEqual(wrong, [])
})

test('a package is imported by its entry points, never deep', () => {
  const wrong = sourceFiles().flatMap(file =>
    importsOf(readSource(file))
      .filter(name => /^@millwright\/[^/]+\/.+/.test(name) && !name.endsWith('/testing'))
      .map(name => `${file} imports ${name}`),
  )
  assert.deepEqual(wrong, [])
})
