import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chanceOf } from '@millwright/chatbi'
import { workingPoint } from './coverage-curve.ts'
import { fitBoostedTrees } from './fit-boosted-trees.ts'

const options = {
  trees: 60,
  depth: 2,
  rate: 0.2,
  fewestInLeaf: 5,
  shrinkage: 1,
  examplePart: 0.9,
  featurePart: 1,
}

/** Holds where exactly one of two features is above a half: no sum of both tells that. */
const rows = Array.from({ length: 400 }, (_, i) =>
  Float64Array.of((i % 20) / 20, (Math.floor(i / 20) % 20) / 20),
)
const isOne = (row: Float64Array): boolean => (row[0] ?? 0) >= 0.5 !== (row[1] ?? 0) >= 0.5

test('trees learn what only two features together tell', () => {
  const trees = fitBoostedTrees({ features: ['a', 'b'], rows, holds: rows.map(isOne) }, options)
  const right = rows.filter(row => chanceOf(trees, row) >= 0.5 === isOne(row)).length
  assert.ok(right >= 390, `${right} of 400`)
})

test('the same examples give the same trees', () => {
  const data = { features: ['a', 'b'], rows, holds: rows.map(isOne) }
  assert.deepEqual(fitBoostedTrees(data, options), fitBoostedTrees(data, options))
})

test('the working point answers as many as the wanted precision allows', () => {
  const answers = [0.9, 0.8, 0.7, 0.6, 0.5].map((confidence, i) => ({
    confidence,
    isRight: i !== 2 && i !== 4,
  }))
  assert.deepEqual(workingPoint(answers, 0.75), { threshold: 0.6, coverage: 0.8, precision: 0.75 })
  assert.deepEqual(workingPoint(answers, 1), { threshold: 0.8, coverage: 0.4, precision: 1 })
})
