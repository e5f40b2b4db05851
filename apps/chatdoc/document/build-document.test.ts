import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReadWindow } from '../read/reader.ts'
import type { NewBlock } from './block.ts'
import { buildDocument } from './build-document.ts'
import { documentSchema } from './document.ts'

const paragraph = (text: string): NewBlock => ({ kind: 'paragraph', text, boxes: [] })
const heading = (text: string, level = 1): NewBlock => ({ kind: 'heading', level, text, boxes: [] })
const windowOf = (blocks: readonly NewBlock[], more: Partial<ReadWindow> = {}): ReadWindow => ({
  blocks,
  pages: [],
  notices: [],
  lastPage: 0,
  pageCount: 0,
  carry: undefined,
  ...more,
})

test('a document built from windows fits the schema and joins them in the order of their pages', () => {
  const built = buildDocument(
    [windowOf([paragraph('two')], { lastPage: 20 }), windowOf([paragraph('one')], { lastPage: 10 })],
    { name: 'a/b.txt' },
  )
  assert.deepEqual(documentSchema.parse(built), built)
  assert.deepEqual(
    built.blocks.map(block => block.text),
    ['one', 'two'],
  )
})

test('an unchanged block keeps its id when others come before it, and equal blocks have different ids', () => {
  const before = buildDocument([windowOf([paragraph('x'), paragraph('x')])], { name: 'a' })
  const after = buildDocument([windowOf([heading('new'), paragraph('x'), paragraph('x')])], { name: 'a' })
  assert.deepEqual(
    after.blocks.slice(1).map(block => block.id),
    before.blocks.map(block => block.id),
  )
  assert.equal(new Set(after.blocks.map(block => block.id)).size, 3)
})

test('the title is its own, else the first heading of level 1, else the name without its extension', () => {
  const body = windowOf([heading('Part', 2), heading('Spindle manual')])
  const titleWith = (...windows: ReadWindow[]): string => buildDocument(windows, { name: 'x/A.b.pdf' }).title
  assert.equal(titleWith(windowOf([], { title: ' Own  title ' }), body), 'Own title')
  assert.equal(titleWith(windowOf([], { title: 'Untitled-1' }), body), 'Spindle manual')
  assert.equal(titleWith(windowOf([paragraph('x')])), 'A.b')
  assert.equal(buildDocument([], { name: 'x/.profile' }).title, '.profile')
})

test('the language is told by the characters of the prose, not of the code', () => {
  const code: NewBlock = { kind: 'code', text: 'const value = other\n'.repeat(40), boxes: [] }
  const languageWith = (text: string): string =>
    buildDocument([windowOf([code, paragraph(text)])], { name: 'a' }).language
  assert.equal(languageWith('打开 EtherCAT 主站，检查 E-207 报警。'), 'zh')
  assert.equal(languageWith('The company 华为 makes this drive controller.'), 'en')
})

test('a notice about the same page is told once', () => {
  const notice = { code: 'x', message: { en: 'Not read.' }, page: 2 }
  const built = buildDocument([windowOf([], { notices: [notice] }), windowOf([], { notices: [notice] })], {
    name: 'a',
  })
  assert.equal(built.notices.length, 1)
})
