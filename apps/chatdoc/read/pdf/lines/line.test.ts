import assert from 'node:assert/strict'
import { test } from 'node:test'
import { glyphText } from '../content/glyph-text.ts'
import type { Word } from '../content/page-content.ts'
import { toReadingOrder } from './bidi.ts'
import { rowsOf, textOfWords } from './line.ts'

const font = { name: 'x', isBold: false, isItalic: false, isMonospace: false }
const word = (text: string, left: number, right: number, baseline = 100, size = 10): Word => ({
  text,
  left,
  right,
  top: baseline - size,
  bottom: baseline,
  baseline,
  size,
  font,
  direction: 0,
  hasSpaceAfter: false,
})

test('words are joined with a space where a gap parts them, and without where none does', () => {
  assert.equal(textOfWords([word('M8', 0, 14), word('bolt', 17, 30), word('s', 30, 35)]), 'M8 bolts')
})

test('Chinese parts of a line are joined without a space', () => {
  assert.equal(textOfWords([word('操作前', 0, 30), word('切断电源', 33, 73)]), '操作前切断电源')
  assert.equal(textOfWords([word('第一章', 0, 30), word('安全', 45, 65)]), '第一章 安全')
  assert.equal(
    textOfWords([{ ...word('第一章', 0, 30), hasSpaceAfter: true }, word('安全', 33, 53)]),
    '第一章 安全',
  )
})

test('raised signs stay with their line, lines below each other stay apart', () => {
  const rows = rowsOf([word('CO', 0, 15), word('2', 15, 19, 102, 6), word('next', 0, 20, 111)])
  assert.deepEqual(
    rows.map(row => row.map(item => item.text)),
    [['CO', '2'], ['next']],
  )
})

test('right-to-left lines are put in reading order with their numbers and foreign words kept', () => {
  const seen = `${Array.from('אבג').reverse().join('')} 207 E ${Array.from('דהו').reverse().join('')}`
  assert.equal(toReadingOrder(seen), 'דהו 207 E אבג')
  assert.equal(toReadingOrder('plain text'), 'plain text')
})

test('ligatures are told in letters, hyphens and minus signs as one sign, symbols as what they show', () => {
  assert.equal(glyphText('\ufb01'), 'fi')
  assert.equal(glyphText('\u2212') + glyphText('\u2010'), '--')
  assert.equal(glyphText('\uf0b7'), '•')
  assert.equal(glyphText('\uf0b0'), '°')
})
