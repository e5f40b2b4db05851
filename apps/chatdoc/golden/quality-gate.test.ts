import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Citation } from '../step-outputs.ts'
import type { Golden } from './golden.ts'
import { judgeGolden } from './judge-golden.ts'
import { toReport } from './quality-gate.ts'
import { rankWithDictionary } from './rank-with-dictionary.ts'

const place = { documentId: 'd', blockIds: ['b1'], documentTitle: '', quote: 'The bolts take 25 N·m.' }
const citation = (documentId: string, blockIds: string[], quote = 'other words here'): Citation => ({
  parts: [0],
  documentId,
  documentTitle: '',
  documentName: '',
  revisionId: 'r',
  revisionNumber: 1,
  headingPath: [],
  blockIds,
  boxes: [],
  quote,
})

test('an answer is right where its first citation is the place, even after the block has changed', () => {
  const judge = (citations: readonly Citation[], form: 'sentences' | 'abstention' = 'sentences') =>
    judgeGolden(place, { answer: { form }, citations })
  assert.equal(judge([citation('d', ['b1'])]), 'right')
  assert.equal(judge([citation('d', ['b9'], 'The bolts take 25 N·m.')]), 'right')
  assert.equal(judge([citation('d', ['b2']), citation('d', ['b1'])]), 'near')
  assert.equal(judge([citation('e', ['b1'])]), 'wrong')
  assert.equal(judge([citation('d', ['b1'])], 'abstention'), 'abstained')
  assert.equal(judgeGolden(null, { answer: { form: 'abstention' }, citations: [] }), 'right')
})

const golden = (id: string): Golden => ({
  id,
  collectionId: 'c',
  question: `question ${id}`,
  place,
  wasRight: true,
  runId: 'run',
  createdBy: { personId: 'ann', name: 'Ann' },
  createdAt: '2026-01-01T00:00:00Z',
})

test('a report compares the same questions with the check before and names those that got worse', () => {
  const report = toReport({
    collectionId: 'c',
    at: '2026-02-01T00:00:00Z',
    golden: [golden('1'), golden('2'), golden('3')],
    results: [
      { id: '1', verdict: 'wrong', confidence: 0.4 },
      { id: '2', verdict: 'right', confidence: 0.9 },
      { id: '3', verdict: 'right', confidence: 0.9 },
    ],
    before: {
      at: '2026-01-15T00:00:00Z',
      verdicts: new Map([
        ['1', 'right'],
        ['2', 'right'],
      ]),
    },
  })
  assert.deepEqual([report.right, report.before?.right, report.before?.score], [2, 2, 1])
  assert.deepEqual(report.worse, ['question 1'])
})

test('a dictionary that glues the words of the place together pushes it down', () => {
  const contest = {
    question: '卡钳螺栓的扭矩',
    texts: [
      { text: '卡钳螺栓的扭矩是25牛米', isPlace: true },
      { text: '支架螺栓的扭矩是47牛米', isPlace: false },
      { text: '机油每年更换', isPlace: false },
    ],
  }
  assert.equal(rankWithDictionary(contest, []), 1)
  const glued = rankWithDictionary({ ...contest, question: '支架螺栓的扭矩' }, [])
  assert.equal(glued, 2)
})
