import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Citation } from '../../step-outputs.ts'
import type { CitedPart } from '../outputs.ts'
import { toCopyText } from './copy-text.ts'

const citation: Citation = {
  parts: [0, 1],
  documentId: 'd',
  documentTitle: 'Spindle manual',
  documentName: 'spindle.pdf',
  revisionId: 'r',
  revisionNumber: 3,
  headingPath: [],
  blockIds: ['b'],
  boxes: [],
  quote: 'Switch off\nthe drive.',
}

test('a copied answer names its sources beneath, by number, with the words that were cited', () => {
  const shared = { candidates: [], sources: [], citations: [0] }
  const parts: readonly CitedPart[] = [
    { ...shared, kind: 'warning', text: 'Danger of death.', index: 0 },
    { ...shared, kind: 'step', text: 'Switch off.', marker: '1.', level: 2, index: 1 },
  ]
  assert.equal(
    toCopyText('Do this:', parts, [citation], () => 'Spindle manual, rev. 3, p. 143'),
    'Do this:\nDanger of death. [1]\n  1. Switch off. [1]\n\n[1] “Switch off the drive.” — Spindle manual, rev. 3, p. 143',
  )
})
