import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { diffLines } from './diff.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map(list => list.join('\n'))

test('what is not removed and what is not added give back both texts', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after)
      const without = (kind: string): string =>
        diff
          .filter(line => line.kind !== kind)
          .map(line => line.text)
          .join('\n')
      assert.equal(without('added'), before)
      assert.equal(without('removed'), after)
    }),
  )
})

test('a changed line is one removed and one added, the rest the same', () => {
  const kinds = diffLines('a\nb\nc', 'a\nx\nc').map(line => line.kind)
  assert.deepEqual(kinds, ['same', 'removed', 'added', 'same'])
})
