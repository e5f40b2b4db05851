import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AnswerOutput, Passage } from '../step-outputs.ts'
import { citeAnswer } from '../cite/cite-answer.ts'
import { checkAnswer } from './check-answer.ts'
import { figuresOf, figureStandsIn } from './stands-in.ts'

const passage: Passage = {
  passageId: '1',
  collectionId: 'c',
  documentId: 'd',
  documentTitle: 'Caliper manual',
  documentName: 'caliper.pdf',
  revisionId: 'r1',
  revisionNumber: 1,
  headingPath: ['Tightening'],
  blocks: [
    {
      kind: 'paragraph',
      id: 'b1',
      text: 'The bolts take 25 N·m. Use blue lock.',
      boxes: [{ page: 143, left: 1, top: 2, right: 3, bottom: 4 }],
    },
  ],
  score: 1,
  features: {},
}
const part = (text: string, quote: string): AnswerOutput['parts'][number] => ({
  kind: 'sentence',
  text,
  candidates: [0],
  sources: [{ passage: 0, blockIds: ['b1'], quote }],
})
const check = (parts: AnswerOutput['parts'], inForce = ['r1']) => {
  const answer: AnswerOutput = {
    form: 'sentences',
    lead: { en: 'From:' },
    parts,
    short: '25 N·m',
    confidence: 0.8,
    dropped: [],
  }
  const citations = citeAnswer(answer, [passage])
  return checkAnswer({ answer, citations, passages: [passage], inForce: new Set(inForce) })
}

test('what stands literally in its place stays, with page and box', () => {
  const { output, checks } = check([part('The bolts take 25 N·m.', 'The bolts take 25 N·m.')])
  assert.equal(output.answer.parts.length, 1)
  assert.equal(output.citations[0]?.boxes[0]?.page, 143)
  assert.ok(checks.every(one => one.verdict === 'pass'))
})

test('a wrong quote, a wrong number or a revision out of force drops its part alone, and says so', () => {
  const right = part('Use blue lock.', 'Use blue lock.')
  for (const wrong of [
    part('The bolts take 25 N·m.', 'The bolts take 25 Nm'),
    part('The bolts take 52 N·m.', 'The bolts take 25 N·m.'),
  ]) {
    const { output, checks } = check([wrong, right])
    assert.deepEqual(output.answer.parts, [right])
    assert.equal(output.answer.dropped[0]?.text, wrong.text)
    assert.equal(output.answer.short, undefined)
    assert.deepEqual(
      output.citations.map(citation => citation.parts),
      [[0]],
    )
    assert.ok(checks.some(one => one.verdict === 'warn'))
  }
  assert.equal(check([right], []).output.answer.form, 'abstention')
})

test('a code before a Chinese comma and a number stands where it is quoted', () => {
  const words = '更换滤芯（3、4 号线为 CLT-01，5、6 号线为 CLT-02）。'
  assert.ok(figuresOf(words).includes('clt-01'))
  assert.deepEqual(
    figuresOf(words).filter(figure => !figureStandsIn(figure, words)),
    [],
  )
})
