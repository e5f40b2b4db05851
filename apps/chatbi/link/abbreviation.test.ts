import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isShortFor } from './abbreviation.ts'

test('a name is short for a word by its beginning or by its consonants', () => {
  const short: readonly (readonly [key: string, word: string])[] = [
    ['enr', 'enrollment'],
    ['temp', 'temperature'],
    ['vib', 'vibration'],
    ['pwr', 'power'],
    ['lvl', 'level'],
    ['qty', 'quantity'],
    ['wgt', 'weight'],
  ]
  for (const [key, word] of short) assert.ok(isShortFor(key, word), `${key} of ${word}`)
})

test('words that longer ones begin with are short for none of them', () => {
  const words: readonly (readonly [key: string, word: string])[] = [
    ['air', 'airline'],
    ['head', 'headquarters'],
    ['per', 'performance'],
    ['mar', 'market'],
    ['line', 'linear'],
    ['prs', 'parameters'],
  ]
  for (const [key, word] of words) assert.ok(!isShortFor(key, word), `${key} of ${word}`)
})
