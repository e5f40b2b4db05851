import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAnalyser } from './analyse-text.ts'
import { encodeTerm } from './encode-term.ts'

const analyser = createAnalyser(['角接触球轴承'])
const termsOf = (text: string): readonly string[] => analyser.analyse(text).map(term => term.text)
const sharedBy = (...texts: readonly string[]): readonly string[] => {
  const [first = [], ...others] = texts.map(termsOf)
  return first.filter(term => others.every(terms => terms.includes(term)))
}

test('one code is found however its parts are held together, and by each part', () => {
  assert.ok(sharedBy('E-207', 'E207', 'e 207', 'E.207', 'Ｅ－２０７').includes('e207'))
  assert.ok(sharedBy('GB/T 3098.1-2010', 'GB/T3098.1', 'GBT 3098.1—2010', 'GB/T 3098.1-2000').includes('gbt30981'))
  assert.ok(sharedBy('M8×1.25', 'M8x1.25', 'M8*1.25').includes('m8x125'))
  assert.ok(sharedBy('M8×1.25', 'M8').includes('m8'))
  assert.ok(sharedBy('6204-2RS', '6204').includes('6204'))
  assert.ok(sharedBy('ISO 9001:2015', 'ISO9001').includes('iso9001'))
  assert.ok(!sharedBy('E-207', 'E-208').includes('e207'))
}) // prettier-ignore

test('one quantity is found in whatever unit it is written', () => {
  const alike = [
    ['0.5 MPa', '5 bar', '500kPa', '0.5兆帕', '500 千帕'],
    ['25.4 mm', '1inch', '2.54 cm', '25.4毫米'],
    ['90 min', '1.5 h', '5400 s', '90分钟'],
    ['212 °F', '100℃', '100 摄氏度'],
    ['25 N·m', '25 Nm', '25 牛·米'],
    ['1,500 rpm', '1500 r/min', '1500转/分'],
  ]
  for (const texts of alike) assert.notEqual(sharedBy(...texts).length, 0, texts.join())
  assert.equal(sharedBy('5 bar', '5 MPa').join(), '5')
  assert.ok(termsOf('10–20 mm').includes('0.01m') && termsOf('10–20 mm').includes('0.02m'))
})

test('one date is found in whatever order it is written', () => {
  const texts = ['2010-05-01', '2010/5/1', '2010年5月1日', 'May 1, 2010', '1 May 2010']
  assert.ok(sharedBy(...texts).includes('2010-05-01'))
})

test('Chinese is found by word, pair and character, traditional or simplified, and by the words of the trade', () => {
  const terms = termsOf('更換角接觸球軸承')
  for (const term of ['更换', '角接触球轴承', '轴承', '触球', '承']) assert.ok(terms.includes(term), term)
  assert.ok(
    !createAnalyser()
      .analyse('角接触球轴承')
      .some(term => term.text === '角接触球轴承'),
  )
})

test('compounds are found whole and in words, accents and possessives aside', () => {
  assert.ok(sharedBy('self-aligning bearings', 'selfaligning bearing').includes('selfalign'))
  assert.ok(sharedBy('max_velocity', 'Velocity').includes('veloc'))
  assert.ok(sharedBy("Curie's café", 'curie cafe').length === 2)
})

test('a term tells where it stands in the text as it was written', () => {
  const text = 'Ｅ－２０７ ﬁne 5 ㎜ 軸承'
  const spans = analyser.analyse(text).filter(term => !term.isExtra).map(term => text.slice(term.start, term.end))
  assert.deepEqual(spans, ['Ｅ－２０７', 'ﬁne', '5', '㎜', '軸承'])
}) // prettier-ignore

test('encoded terms are one word of letters and digits, and different terms stay different', () => {
  const terms = ['pump', 'zone', '轴承', '轴', 'e207', '0.5', '-5c', '2010-05-01', 'кран', 'ポンプ', 'a', 'z', 'za', '𠮷']
  const encoded = terms.map(encodeTerm)
  assert.ok(encoded.every(word => /^[a-z][a-z0-9]*$/.test(word)))
  assert.equal(new Set(encoded).size, terms.length)
}) // prettier-ignore
