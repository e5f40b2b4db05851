import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Link } from './link.ts'
import { strongestLinks } from './strongest-links.ts'

const price = (dataset: string, score: number): Link => ({
  from: 0,
  to: 1,
  text: 'price',
  target: { kind: 'field', field: { dataset, field: 'price' } },
  score,
  reason: 'name',
})
const names = (links: readonly Link[]): readonly string[] =>
  links.map(({ target }) => (target.kind === 'field' ? target.field.dataset : ''))

const wide = ['a', 'b', 'c', 'd', 'e'].map(dataset => price(dataset, 1))

test('keeps the column of the table that the question names where more tables have it than are kept', () => {
  assert.deepEqual(names(strongestLinks(wide, 2, new Map([['e', 1]]))), ['a', 'e'])
})

test('leaves links in the order of their scores where all of them fit', () => {
  const two = [price('a', 0.8), price('b', 0.9)]
  assert.deepEqual(names(strongestLinks(two, 2, new Map([['a', 1]]))), ['b', 'a'])
})
