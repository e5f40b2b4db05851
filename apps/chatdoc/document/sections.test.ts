import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Block } from './block.ts'
import { headingPathOf } from './heading-path.ts'
import { sectionOf } from './section-of.ts'

const heading = (id: string, level: number): Block => ({ kind: 'heading', id, level, text: id, boxes: [] })
const paragraph = (id: string): Block => ({ kind: 'paragraph', id, text: id, boxes: [] })
const blocks: readonly Block[] = [
  paragraph('before'),
  heading('A', 1),
  paragraph('a'),
  heading('A.1', 3),
  paragraph('a1'),
  heading('A.2', 2),
  heading('B', 1),
  paragraph('b'),
]

test('a heading path holds the headings above, outermost first, not the heading itself', () => {
  const paths = headingPathOf(blocks)
  assert.deepEqual(paths.get('before'), [])
  assert.deepEqual(paths.get('a1'), ['A', 'A.1'])
  assert.deepEqual(paths.get('A.2'), ['A'])
  assert.deepEqual(paths.get('B'), [])
})

test('a section ends at the next heading, with its subsections at the next of its level', () => {
  const ids = (part: readonly Block[] | undefined): readonly string[] => (part ?? []).map(block => block.id)
  const section = sectionOf(blocks, 'a')
  assert.equal(section?.heading?.id, 'A')
  assert.deepEqual(ids(section?.own), ['a'])
  assert.deepEqual(ids(section?.all), ['a', 'A.1', 'a1', 'A.2'])
  assert.deepEqual(ids(sectionOf(blocks, 'before')?.own), ['before'])
  assert.deepEqual(ids(sectionOf(blocks, 'B')?.all), ['b'])
  assert.equal(sectionOf(blocks, 'none'), undefined)
})
