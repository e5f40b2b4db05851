import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch'
import type { Actor } from '@millwright/spec'
import { buildDocument } from '../document/build-document.ts'
import type { Block, NewBlock } from '../document/block.ts'
import { createPassageSearch } from '../retrieve/create-passage-search.ts'
import { createPassageIndex } from './passage-index.ts'
import type { SearchFilter } from './search.ts'
import { openStore } from './testing/open-store.ts'

const viewer: Actor = { personId: 'ann', name: 'Ann', role: 'viewer', via: 'session' }
const stranger: Actor = { personId: 'bob', name: 'Bob', role: 'viewer', via: 'session' }

const paragraph = (text: string): NewBlock => ({ kind: 'paragraph', text, boxes: [] })
const blocksOf = (...texts: readonly string[]): readonly Block[] =>
  buildDocument(
    [{ blocks: texts.map(paragraph), pages: [], notices: [], lastPage: 0, pageCount: 0, carry: null }],
    { name: 'a' },
  ).blocks
// prettier-ignore

/** A library of one collection that Ann alone reads. */
const openLibrary = async (pglite: PGlite) => {
  const database = await openStore(pglite)
  await pglite.exec(`
    insert into chatdoc_collection (id, name, description, created_by) values ('c', 'C', '', 'x');
    insert into chatdoc_reader values ('c', '', 'person', 'ann')`)
  const index = createPassageIndex()
  const search = createPassageSearch({ database })
  return {
    database,
    index,
    addDocument: (id: string) =>
      pglite.query(`insert into chatdoc_document (id, collection_id, name, title, language, created_by)
        values ($1, 'c', $1, $1, 'en', 'x')`, [id]),
    addRevision: async (documentId: string, number: number, from: string, blocks: readonly Block[]) => {
      const revisionId = `${documentId}-${number}`
      await pglite.query(`update chatdoc_revision set in_force_to = $1 where document_id = $2 and in_force_to is null`, [from, documentId])
      await pglite.query(`insert into chatdoc_revision
          (id, document_id, number, content_hash, format, size_bytes, state, in_force_from, created_by)
        values ($1, $2, $3, '', 'text', 1, 'ready', $4, 'x')`, [revisionId, documentId, number, from])
      for (const [ordinal, block] of blocks.entries())
        await pglite.query(`insert into chatdoc_block values ($1, $2, $3, $4)`, [revisionId, ordinal, block.id, block])
      await database.transaction().execute(trx => index.replace(trx, { documentId, revisionId, title: documentId, blocks, dictionary: [] }))
    },
    find: async (question: string, options: { actor?: Actor; filter?: SearchFilter } = {}) => {
      const { hits } = await search.search({ question, filter: options.filter ?? {}, actor: options.actor ?? viewer, limit: 5 })
      return hits.map(hit => `${hit.revisionId}: ${hit.blocks.map(block => block.text).join(' / ')}`)
    },
  }
} // prettier-ignore

const pump = 'The pump stops with alarm E-207 when the oil pressure falls under 0.5 MPa.'
const chinese = '更换冷卻液前请先断开三相异步电动机的电源。'
const other = 'Visitors sign the book at the gate before they enter the hall of the plant.'

for (const [name, pglite] of [
  ['BM25', new PGlite({ extensions: { pg_textsearch } })],
  ['an inverted index', new PGlite()],
] as const) {
  const library = await openLibrary(pglite)
  after(() => library.database.destroy())
  await library.addDocument('manual')
  await library.addRevision('manual', 1, '2020-01-01', blocksOf(pump, chinese, other))

  test(`with ${name}: a code without its hyphen, another unit and traditional characters find the passage`, async () => {
    const found = `manual-1: ${pump}`
    assert.equal((await library.find('alarm E207'))[0], found)
    assert.equal((await library.find('oil pressure below 5 bar'))[0], found)
    assert.equal((await library.find('电动机断电后更换冷却液'))[0], `manual-1: ${chinese}`)
    assert.equal((await library.find('冷'))[0], `manual-1: ${chinese}`)
  })

  test(`with ${name}: who may not read the collection finds nothing`, async () => {
    assert.deepEqual(await library.find('alarm E-207', { actor: stranger }), [])
    assert.deepEqual(await library.find('alarm E-207', { filter: { collectionIds: ['other'] } }), [])
  })

  test(`with ${name}: a new revision supersedes, keeps unchanged passages, and the old one is found as of its time`, async () => {
    const before = await library.database.selectFrom('chatdoc_passage').select(['id', 'key']).execute()
    const changed = pump.replace('0.5', '0.7')
    await library.addRevision('manual', 2, '2024-01-01', blocksOf(changed, chinese, other))
    assert.equal((await library.find('alarm E-207'))[0], `manual-2: ${changed}`)
    const past = { filter: { asOf: new Date('2021-06-01') } }
    assert.equal((await library.find('alarm E-207', past))[0], `manual-1: ${pump}`)
    const kept = await library.database.selectFrom('chatdoc_passage').select(['id', 'key']).execute()
    assert.equal(kept.length, before.length + 1)
    assert.ok(before.every(row => kept.some(now => now.id === row.id && now.key === row.key)))
  })

  test(`with ${name}: a forgotten document is found no more, and what was rolled back stays`, async () => {
    await assert.rejects(
      library.database.transaction().execute(async trx => {
        await library.index.forget(trx, 'manual')
        throw new Error('changed my mind')
      }),
    )
    assert.notEqual((await library.find('alarm E-207')).length, 0)
    await library.database.transaction().execute(trx => library.index.forget(trx, 'manual'))
    assert.deepEqual(await library.find('alarm E-207'), [])
  })
}
