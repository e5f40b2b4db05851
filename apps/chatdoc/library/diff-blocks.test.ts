import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildDocument } from '../document/build-document.ts'
import { diffBlocks } from './diff-blocks.ts'

const blocksOf = (...texts: readonly string[]) =>
  buildDocument(
    [
      {
        blocks: texts.map(text =>
          text.startsWith('# ')
            ? { kind: 'heading' as const, level: 1, text: text.slice(2), boxes: [] }
            : { kind: 'paragraph' as const, text, boxes: [] },
        ),
        pages: [],
        notices: [],
        lastPage: 0,
        pageCount: 0,
        carry: null,
      },
    ],
    { name: 'a.md' },
  ).blocks

const told = (before: readonly string[], after: readonly string[]) => {
  const { unchanged, changes } = diffBlocks(blocksOf(...before), blocksOf(...after))
  return [unchanged, ...changes.map(({ kind, before: old, after: now }) => [kind, old?.text, now?.text])]
}

test('a block in other words is changed; a new one is added, and one that is gone removed', () => {
  assert.deepEqual(
    told(
      ['# Torque', 'Tighten the bolts with 25 Nm.', 'Wear gloves.', 'Old tool.'],
      ['# Torque', 'Tighten the bolts with 30 Nm.', 'Wear gloves.', 'Check the seal for leaks.'],
    ),
    [
      2,
      ['changed', 'Tighten the bolts with 25 Nm.', 'Tighten the bolts with 30 Nm.'],
      ['removed', 'Old tool.', undefined],
      ['added', undefined, 'Check the seal for leaks.'],
    ],
  )
})

test('blocks that only moved are unchanged', () => {
  assert.deepEqual(told(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c']), [4])
})

test('the same text twice is told apart from once', () => {
  assert.deepEqual(told(['note', 'note'], ['note']), [1, ['removed', 'note', undefined]])
})

test('a change in Chinese is found', () => {
  assert.deepEqual(told(['拧紧螺栓至25牛米。'], ['拧紧螺栓至30牛米。']), [
    0,
    ['changed', '拧紧螺栓至25牛米。', '拧紧螺栓至30牛米。'],
  ])
})

test('a change names the headings above it', () => {
  const { changes } = diffBlocks(blocksOf('# Safety', 'Wear gloves.'), blocksOf('# Safety', 'Wear glasses.'))
  assert.deepEqual(changes[0]?.headingPath, ['Safety'])
})
