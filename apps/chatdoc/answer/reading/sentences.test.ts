import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { splitSentences } from './sentences.ts'

const texts = (text: string): readonly string[] => splitSentences(text).map(sentence => sentence.text)

test('sentences end at their marks, in English and in Chinese', () => {
  assert.deepEqual(texts('Open the guard. Is it off? Go on!'), ['Open the guard.', 'Is it off?', 'Go on!'])
  assert.deepEqual(texts('打开防护罩。是否断电？继续！'), ['打开防护罩。', '是否断电？', '继续！'])
})

test('decimals, codes, abbreviations and initials do not end one', () => {
  for (const text of [
    'The torque is 2.5 N·m at G38.2 speed.',
    'Use grease, e.g. Kluber NBU 15.',
    'J. Smith wrote approx. 40 pages for Acme Inc. in Ohio.',
    'See Fig. 3 and No. 5.',
  ])
    assert.deepEqual(texts(text), [text])
})

test('the stretches hold every word of the text, in place', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Ab', '3.5', '。', '. ', 'e.g. ', '! ', '泵', '\n\n', ' '), { maxLength: 30 }),
      parts => {
        const text = parts.join('')
        const sentences = splitSentences(text)
        const squeeze = (from: string): string => from.replaceAll(/\s+/g, '')
        assert.equal(squeeze(sentences.map(sentence => sentence.text).join('')), squeeze(text))
        for (const { from, to, text: own } of sentences) assert.equal(text.slice(from, to), own)
      },
    ),
  )
})
