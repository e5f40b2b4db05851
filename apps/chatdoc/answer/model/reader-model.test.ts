import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confidenceFeatureNames } from '../reading/confidence-features.ts'
import { pieceFeatureNames } from '../reading/piece-features.ts'
import { spanFeatureNames } from '../spans/span-features.ts'
import { calibrate, loadReaderModel } from './reader-model.ts'
import { scoreTrees } from './trees.ts'

test('the shipped weights fit the features that are computed, and name their data with its licence', () => {
  const model = loadReaderModel()
  assert.deepEqual(model.piece.columns, [...pieceFeatureNames])
  assert.deepEqual(model.span.columns, [...spanFeatureNames])
  assert.deepEqual(model.confidence.columns, [...confidenceFeatureNames])
  assert.ok(model.data.length > 0 && model.data.every(data => data.licence.startsWith('CC BY')))
})

test('a tree sends a row left up to its threshold, and trees add up', () => {
  const tree = { column: [0, -1, -1], threshold: [0.5, -1, 2], left: [1, 0, 0] }
  assert.equal(scoreTrees({ columns: ['a'], trees: [tree, tree] }, [0.5]), -2)
  assert.equal(scoreTrees({ columns: ['a'], trees: [tree] }, [0.6]), 2)
})

test('calibration is linear between its knots and flat outside', () => {
  const calibration = { scores: [0, 1, 3], probabilities: [0.1, 0.5, 0.9] }
  assert.equal(calibrate(calibration, -5), 0.1)
  assert.equal(calibrate(calibration, 2), 0.7)
  assert.equal(calibrate(calibration, 9), 0.9)
})
