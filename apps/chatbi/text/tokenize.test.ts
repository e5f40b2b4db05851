import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createWordDictionary, parseChineseNumeral, parseNumberWords, stem, tokenize } from './index.ts'
import type { Token } from './index.ts'

const texts = (tokens: readonly Token[]): readonly string[] => tokens.map(token => token.text)
const valueOf = (text: string): number | undefined => tokenize(text)[0]?.value

test('cuts an English question into words, numbers, codes and punctuation', () => {
  const tokens = tokenize('Scrap of CNC-07 on L3, above 1,234.5 kg?')
  assert.deepEqual(texts(tokens), ['Scrap', 'of', 'CNC-07', 'on', 'L3', ',', 'above', '1,234.5', 'kg', '?'])
  assert.equal(tokens[7]?.value, 1234.5)
})

test('keeps quoted strings whole and leaves apostrophes alone', () => {
  const tokens = tokenize(`the driver's "New York" or 'line 3' isn't`)
  assert.deepEqual(texts(tokens), ['the', "driver's", '"New York"', 'or', "'line 3'", "isn't"])
  assert.equal(tokens[1]?.norm, 'driver')
  assert.equal(tokens[2]?.norm, 'new york')
  assert.equal(tokens[2]?.kind, 'quoted')
})

test('an apostrophe inside single quotes does not end them', () => {
  const tokens = tokenize("named 'the driver's seat' here")
  assert.deepEqual(texts(tokens), ['named', "'the driver's seat'", 'here'])
})

test('reads numbers with percent, sign, ordinal, scale and in words', () => {
  assert.deepEqual([valueOf('5%'), tokenize('5 %')[0]?.percent], [5, true])
  assert.deepEqual(
    [valueOf('-3.2'), valueOf('10k'), valueOf('2 million'), valueOf('３')],
    [-3.2, 10000, 2e6, 3],
  )
  assert.deepEqual([valueOf('3rd'), tokenize('3rd')[0]?.ordinal, valueOf('third')], [3, true, 3])
  assert.deepEqual([valueOf('twenty-five'), valueOf('three hundred'), valueOf('three')], [25, 300, 3])
  assert.equal(tokenize('3A2')[0]?.kind, 'word')
})

test("cuts Chinese with the model's own words first", () => {
  const dictionary = createWordDictionary(['停机时长', '三号线'])
  assert.deepEqual(texts(tokenize('三号线停机时长，按班次', { dictionary })), [
    '三号线',
    '停机时长',
    '，',
    '按',
    '班次',
  ])
  const plain = tokenize('第二台设备超过百分之五')
  assert.deepEqual([plain[0]?.value, plain[0]?.ordinal, plain[1]?.text], [2, true, '台'])
  assert.deepEqual([plain.at(-1)?.value, plain.at(-1)?.percent], [5, true])
})

test('every character that is not white space belongs to one token, in order', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('ab Z9.,%-_\'"“”三号线十k 　é😀(')),
    maxLength: 30,
  })
  fc.assert(
    fc.property(text, question => {
      const tokens = tokenize(question)
      let at = 0
      for (const token of tokens) {
        assert.ok(token.from >= at && token.to > token.from)
        assert.equal(question.slice(at, token.from).trim(), '')
        assert.equal(question.slice(token.from, token.to), token.text)
        at = token.to
      }
      assert.equal(question.slice(at).trim(), '')
    }),
  )
})

test('Chinese numerals', () => {
  const cases: Readonly<Record<string, number>> = {
    三: 3,
    十: 10,
    十二: 12,
    二十: 20,
    两千零五: 2005,
    三百五: 350,
    三万五: 35000,
    二〇二四: 2024,
    一百零五: 105,
    一亿二千万: 120_000_000,
  }
  for (const [text, value] of Object.entries(cases)) assert.equal(parseChineseNumeral(text), value, text)
  assert.equal(parseChineseNumeral('百'), undefined)
  assert.equal(parseChineseNumeral('三线'), undefined)
})

test('number words', () => {
  assert.equal(parseNumberWords(['two', 'thousand', 'five']), 2005)
  assert.equal(parseNumberWords(['two', 'three']), undefined)
})

test('inflections of a word share a stem; different words do not', () => {
  const families = [
    'average averages averaged averaging',
    'stop stops stopped stopping',
    'city cities',
    'person people persons',
    'country countries',
    'study studies studied studying',
    'name names named',
    'produce produces produced producing',
    'box boxes',
    'employee employees',
    'index indices indexes',
  ]
  for (const family of families) assert.equal(new Set(family.split(' ').map(stem)).size, 1, family)
  assert.notEqual(stem('organ'), stem('organization'))
  assert.notEqual(stem('process'), stem('procession'))
  assert.equal(stem('status'), 'status')
  assert.equal(stem('sizes'), stem('size'))
  assert.equal(stem('waltzes'), stem('waltz'))
})
