import assert from 'node:assert/strict'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { decodeText } from './decode-text.ts'

const chinese = '第一章 安全\r\n操作前请切断电源，扭矩 25 N·m。'
const expected = chinese.replace('\r\n', '\n')

test('Chinese text is decoded from GB18030, UTF-8 and UTF-16, with a mark or without', () => {
  for (const [name, addBOM] of [
    ['gb18030', false],
    ['utf-8', true],
    ['utf-8', false],
    ['utf-16le', true],
    ['utf-16le', false],
    ['utf-16be', true],
  ] as const)
    assert.equal(decodeText(iconv.encode(chinese, name, { addBOM })), expected, `${name} ${addBOM}`)
})

test('western text that is not UTF-8 is decoded as windows-1252', () => {
  assert.equal(decodeText(iconv.encode('Spindel läuft – 25 °C', 'windows-1252')), 'Spindel läuft – 25 °C')
})

test('a declared encoding counts unless the bytes say otherwise', () => {
  assert.equal(decodeText(iconv.encode('短', 'gbk'), 'gb2312'), '短')
  assert.equal(decodeText(Buffer.from('短'), 'gb2312'), '短')
})

test('NUL bytes and control characters are taken out', () => {
  assert.equal(decodeText(Buffer.from('a\0b\u0001c\td\n')), 'abc\td\n')
})
