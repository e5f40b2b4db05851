import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { readSource, root } from './source-files.ts'

const texts = globSync(
  '{*.md,*.json,.ci/*,docs/**/*.md,{spec,engine,connectors,apps,server,web,cli,demo,bench,tools}/**/*.{ts,tsx,md,json,css,html}}',
  {
    cwd: root,
    exclude: path => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
  },
).filter(file => !/node_modules|\/dist\//.test(file))

test('no file names a machine path or an address to install from', () => {
  const foreign = new RegExp(
    ['/work', '/main/'].join('') + '|' + ['/ro', 'ot/'].join('') + '|https?://regis' + 'try\\.',
    'i',
  )
  assert.deepEqual(
    texts.filter(file => foreign.test(readSource(file))),
    [],
  )
})

test('the lockfile holds no addresses', () => {
  assert.ok(!/"resolved": "http/.test(readSource('package-lock.json')))
})
