import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Block } from '../document/block.ts'
import { cutSection } from './load-sections.ts'

const heading = (id: string, level: number, text: string): Block => ({
  kind: 'heading',
  id,
  level,
  text,
  boxes: [],
})
const paragraph = (id: string): Block => ({ kind: 'paragraph', id, text: id, boxes: [] })
const warning = (id: string): Block => ({ kind: 'warning', id, severity: 'warning', text: id, boxes: [] })
const step = (id: string): Block => ({
  kind: 'item',
  id,
  text: id,
  list: 'l',
  level: 1,
  marker: '1.',
  isOrdered: true,
  boxes: [],
})
const idsOf = (blocks: readonly Block[], of: string): readonly string[] =>
  cutSection(blocks, of).map(block => block.id)

const procedure = [
  heading('title', 1, '主轴过热处理规程'),
  paragraph('scope'),
  warning('gloves'),
  heading('judge', 2, '一、判断'),
  paragraph('signs'),
  heading('treat', 2, '二、处理步骤'),
  step('stop'),
  step('cool'),
  heading('prevent', 2, '三、预防'),
  paragraph('daily'),
]

test('where a title is found, its section is the steps of its subsection, with the warnings of the title', () => {
  assert.deepEqual(idsOf(procedure, 'scope'), ['title', 'gloves', 'treat', 'stop', 'cool'])
})

test('a section with steps or with words of its own below a lower heading stays as it is', () => {
  assert.deepEqual(idsOf(procedure, 'stop'), ['treat', 'stop', 'cool'])
  assert.deepEqual(idsOf(procedure, 'daily'), ['prevent', 'daily'])
})

test('of several subsections with steps the one whose heading says so is taken, of several such none', () => {
  const [title, scope] = [heading('title', 1, 'Filter'), paragraph('scope')]
  const check = [heading('check', 2, 'Weekly check'), step('look')]
  const steps = [heading('steps', 2, 'Steps'), step('open')]
  assert.deepEqual(idsOf([title, scope, ...check, ...steps], 'scope'), ['title', 'steps', 'open'])
  const more = [heading('more', 2, 'Steps on line 2'), step('close')]
  assert.deepEqual(idsOf([title, scope, ...steps, ...more], 'scope'), ['title', 'scope'])
})
