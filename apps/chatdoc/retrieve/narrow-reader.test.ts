import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch'
import type { Actor } from '@millwright/spec'
import type { NewBlock } from '../document/block.ts'
import { buildDocument } from '../document/build-document.ts'
import { createPassageIndex } from '../index/passage-index.ts'
import { openStore } from '../index/testing/open-store.ts'
import { createPassageSearch } from './create-passage-search.ts'

const documentCount = 90
const textsOfDocument = 10

/** The same numbers from 0 to 1 every time (Lehmer, 1951). */
const createRandom = (): (() => number) => {
  let state = 7
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

const administrator: Actor = { personId: 'admin', name: 'admin', role: 'administrator', via: 'session' }

/** Word for word, what the question asks for stands in four texts of ten. */
const textOf = (random: () => number, place: string): string => {
  const filler = Array.from({ length: 12 }, () => `filler${Math.floor(random() * 400)}`)
  return [place, ...(random() < 0.25 ? ['coolant'] : []), ...(random() < 0.2 ? ['gasket'] : []), ...filler].join(' ')
} // prettier-ignore

/** Every document is in the collection that its readers read: `few` has 3 of 90, `some` 18, `most` the rest. */
const collectionOf = (document: number): string =>
  document % 30 === 0 ? 'few' : document % 5 === 1 ? 'some' : 'most'

const openLibrary = async (pglite: PGlite) => {
  const database = await openStore(pglite)
  for (const id of ['few', 'some', 'most']) {
    await pglite.query(`insert into chatdoc_collection (id, name, description, created_by) values ($1, $1, '', 'x')`, [id])
    await pglite.query(`insert into chatdoc_reader values ($1, '', 'person', $1)`, [id])
  }
  const random = createRandom()
  const index = createPassageIndex()
  const texts: { readonly collectionId: string; readonly text: string }[] = []
  for (let number = 0; number < documentCount; number++) {
    const [id, collectionId] = [`document-${number}`, collectionOf(number)]
    const own = Array.from({ length: textsOfDocument }, (_, place) => textOf(random, `place${number}x${place}.`))
    texts.push(...own.map(text => ({ collectionId, text })))
    const blocks = own.map((text): NewBlock => ({ kind: 'paragraph', text, boxes: [] }))
    const { blocks: built } = buildDocument([{ blocks, pages: [], notices: [], lastPage: 0, pageCount: 0, carry: null }], { name: id })
    await pglite.query(`insert into chatdoc_document (id, collection_id, name, title, language, created_by)
      values ($1, $2, $1, 'Manual', 'en', 'x')`, [id, collectionId])
    await pglite.query(`insert into chatdoc_revision
        (id, document_id, number, content_hash, format, size_bytes, state, in_force_from, created_by)
      values ($1, $1, 1, '', 'text', 1, 'ready', '2020-01-01', 'x')`, [id])
    for (const [ordinal, block] of built.entries())
      await pglite.query(`insert into chatdoc_block values ($1, $2, $3, $4)`, [id, ordinal, block.id, block])
    await database.transaction().execute(trx => index.replace(trx, { documentId: id, revisionId: id, title: 'Manual', blocks: built, dictionary: [] }))
  }
  return { database, texts, search: createPassageSearch({ database }) }
} // prettier-ignore

for (const [name, pglite] of [
  ['BM25', new PGlite({ extensions: { pg_textsearch } })],
  ['an inverted index', new PGlite()],
] as const) {
  const library = await openLibrary(pglite)
  after(() => library.database.destroy())
  const find = async (personId: string, filter = {}) => {
    const actor: Actor = { personId, name: personId, role: personId === 'admin' ? 'administrator' : 'viewer', via: 'session' }
    const { hits } = await library.search.search({ question: 'coolant gasket', filter, actor, limit: 100 })
    return hits.map(hit => hit.blocks[0]?.text ?? '').toSorted()
  } // prettier-ignore
  const expected = (collectionId: string) =>
    library.texts
      .filter(item => item.collectionId === collectionId && /coolant|gasket/.test(item.text))
      .map(item => item.text)
      .toSorted()

  for (const reader of ['few', 'some'] as const)
    test(`with ${name}: who reads ${reader} of many documents finds every passage that holds a word`, async () => {
      const all = expected(reader)
      assert.ok(all.length > 5 && all.length < 100)
      assert.deepEqual(await find(reader), all)
      assert.deepEqual(await find('admin', { collectionIds: [reader] }), all)
    })

  test(`with ${name}: who reads the whole of a small collection gets what holds no word of the question last`, async () => {
    const ask = { question: 'coolant gasket', actor: administrator, limit: 100, readsWhole: true }
    const few = await library.search.search({ ...ask, filter: { collectionIds: ['few'] } })
    const texts = few.hits.map(hit => hit.blocks[0]?.text ?? '')
    const all = library.texts.filter(item => item.collectionId === 'few').map(item => item.text)
    assert.deepEqual(texts.toSorted(), all.toSorted())
    const worded = texts.map(text => /coolant|gasket/.test(text))
    assert.equal(worded.lastIndexOf(true), expected('few').length - 1)
    const some = await library.search.search({ ...ask, filter: { collectionIds: ['some'] } })
    assert.equal(some.hits.length, expected('some').length, 'of a larger one, those that hold a word')
  })

  test(`with ${name}: who reads most of them finds as many as were asked for, all of theirs`, async () => {
    const found = await find('most')
    const all = new Set(expected('most'))
    assert.equal(found.length, 100)
    assert.ok(found.every(text => all.has(text)))
  })
}
