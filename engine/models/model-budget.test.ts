import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createModelLedger, defaultModelBudget } from './model-budget.ts'

it('forgets what was spent more than an hour ago', () => {
  let nowMs = 0
  const ledger = createModelLedger({ ...defaultModelBudget, tokensPerHour: 100 }, () => nowMs)
  ledger.begin('a')(60)
  nowMs = 1_800_000
  ledger.begin('b')(60)
  assert.equal(ledger.findExhausted('c'), '100 tokens an hour')
  nowMs = 3_600_000
  assert.equal(ledger.findExhausted('c'), undefined)
})
