import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NewBlock } from '../../document/block.ts'
import { markWarnings } from './mark-warnings.ts'

const paragraph = (text: string): NewBlock => ({ kind: 'paragraph', text, boxes: [] })
const severities = (...texts: string[]): readonly (string | undefined)[] =>
  markWarnings(texts.map(paragraph)).map(block => (block.kind === 'warning' ? block.severity : undefined))

test('signal words of both languages make warnings of their severity', () => {
  assert.deepEqual(severities('DANGER: live parts', '危险！高压', 'WARNING Hot surface', '警告：高温'), [
    'danger',
    'danger',
    'warning',
    'warning',
  ])
  assert.deepEqual(
    severities('Caution: sharp', '小心：锋利', '【注意】断电', '⚠ Warning: x', 'Note: read on'),
    ['caution', 'caution', 'caution', 'warning', 'notice'],
  )
})

test('a sentence about warnings is none', () => {
  assert.deepEqual(
    severities('Warning lamps are red.', 'Note that it moves.', '注意到机器停止', 'WARNINGS are shown'),
    [undefined, undefined, undefined, undefined],
  )
})

test('a label that stands alone takes the paragraph or the list after it', () => {
  const item: NewBlock = {
    kind: 'item',
    list: 'a',
    level: 1,
    isOrdered: false,
    marker: '•',
    text: 'Hot',
    boxes: [],
  }
  const label: NewBlock = { kind: 'heading', level: 3, text: 'WARNING', boxes: [] }
  assert.deepEqual(
    markWarnings([label, item, { ...item, text: 'Sharp' }, paragraph('Then go on.')]).map(
      block => block.text,
    ),
    ['WARNING\nHot\nSharp', 'Then go on.'],
  )
  assert.deepEqual(
    markWarnings([paragraph('警告'), paragraph('高压')]).map(block => block.text),
    ['警告\n高压'],
  )
})

test('a table that holds a label and its text is a warning', () => {
  const cell = { row: 0, rowSpan: 1, columnSpan: 1, isHeader: false }
  const cells = [
    { ...cell, column: 0, text: 'CAUTION' },
    { ...cell, column: 1, text: 'Let it cool.' },
  ]
  const table: NewBlock = { kind: 'table', caption: '', rows: 1, columns: 2, cells, text: '', boxes: [] }
  assert.deepEqual(markWarnings([table])[0], {
    kind: 'warning',
    severity: 'caution',
    text: 'CAUTION\nLet it cool.',
    boxes: [],
  })
})
