import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stemEnglish } from './stem-english.ts'

test('gives the stems of the published sample vocabulary', () => {
  const stems = {
    consign: 'consign', consigned: 'consign', consigning: 'consign', consignment: 'consign', consist: 'consist',
    consisted: 'consist', consistency: 'consist', consistent: 'consist', consistently: 'consist', consolation: 'consol',
    consolidate: 'consolid', consolidating: 'consolid', console: 'consol', conspicuously: 'conspicu',
    conspiracy: 'conspiraci', conspirators: 'conspir', constables: 'constabl', constancy: 'constanc',
    knackeries: 'knackeri', knaves: 'knave', kneeling: 'kneel', knightly: 'knight', knitted: 'knit', knocker: 'knocker',
    knots: 'knot', knowledge: 'knowledg', generate: 'generat', generously: 'generous', communism: 'communism',
    hopping: 'hop', hoping: 'hope', relational: 'relat', national: 'nation', cries: 'cri', ties: 'tie', gas: 'gas',
    kiwis: 'kiwi', this: 'this', gaps: 'gap', agreed: 'agre', say: 'say', cry: 'cri', boy: 'boy', dying: 'die',
  } // prettier-ignore
  const found = Object.fromEntries(Object.keys(stems).map(word => [word, stemEnglish(word)]))
  assert.deepEqual(found, { ...stems, generate: 'generat' })
})

test('brings the forms of a technician’s words together', () => {
  const groups = [
    ['lubricate', 'lubricated', 'lubricating', 'lubrication'],
    ['bearing', 'bearings'],
    ['calibrate', 'calibration', 'calibrating'],
    ['replace', 'replaced', 'replacing', 'replacement'],
  ]
  for (const words of groups) assert.equal(new Set(words.map(stemEnglish)).size, 1, words.join())
})
