import assert from 'node:assert/strict'
import { test } from 'node:test'
import { equipment } from '../layout.ts'
import { demoDocuments } from './demo-documents.ts'

const documents = demoDocuments()
const textOf = (content: string | Uint8Array): string =>
  typeof content === 'string' ? content : Buffer.from(content).toString('latin1')

test('the documents name no machine that the plant does not have', () => {
  const known = new Set(equipment.map(unit => unit.id))
  const named = documents.flatMap(({ content, equipment: about }) => [
    ...about,
    ...(textOf(content).match(/\b(?:CNC|DRL|BAL|COT|FUR|MLD|CST|SHB|CLT)-\d\d\b/g) ?? []),
  ])
  assert.ok(named.length > 50)
  assert.deepEqual(
    named.filter(id => !known.has(id)),
    [],
  )
})

test('of a document with two editions the older comes first and is superseded', () => {
  const editions = documents.filter(one => one.name === 'procedures/coolant-filter.md')
  assert.equal(editions.length, 2)
  assert.ok((editions[0]?.inForceDaysAgo ?? 0) > (editions[1]?.inForceDaysAgo ?? 0))
  assert.notEqual(editions[0]?.content, editions[1]?.content)
})

test('the manual is a PDF whose cross-references point at its objects', () => {
  const pdf = textOf(documents[0]?.content ?? '')
  const start = Number(/startxref\n(\d+)/.exec(pdf)?.[1])
  assert.equal(pdf.slice(start, start + 4), 'xref')
  const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(found => Number(found[1]))
  assert.ok(offsets.length > 10)
  for (const [index, offset] of offsets.entries())
    assert.ok(pdf.slice(offset).startsWith(`${index + 1} 0 obj`), `object ${index + 1}`)
})
