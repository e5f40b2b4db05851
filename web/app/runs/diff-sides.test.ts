import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffSides } from './diff-sides.ts'

const lines = (count: number, changed: number, text: string): string =>
  Array.from({ length: count }, (_, i) => (i === changed ? text : `line ${i}`)).join('\n')

test('a changed line stands beside its other version, with what is around it, and the rest is counted', () => {
  const sides = diffSides(lines(5000, 10, 'theirs'), lines(5000, 10, 'yours'))
  assert.deepEqual(sides[0], { kind: 'gap', count: 7 })
  assert.deepEqual(sides[4], { kind: 'changed', left: 'theirs', right: 'yours' })
  assert.deepEqual(sides.at(-1), { kind: 'gap', count: 4986 })
  assert.equal(sides.length, 9)
})

test('a line that only one text has stands beside nothing', () =>
  assert.deepEqual(diffSides('a', 'a\nb'), [
    { kind: 'same', left: 'a', right: 'a' },
    { kind: 'changed', left: undefined, right: 'b' },
  ]))
