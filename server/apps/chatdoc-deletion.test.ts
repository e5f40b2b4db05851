import assert from 'node:assert/strict'
import { mkdir, readdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { call } from '../testing/ask-server.ts'
import { startDocServer } from '../testing/doc-server.ts'
import type { Client } from '../testing/test-server.ts'

const server = await startDocServer()
after(() => server.close())
const { administrator, steward, analyst, viewer, collect, upload, read } = server

interface Receipt {
  readonly id: string
  readonly name: string
  readonly revisions: number
  readonly removed: Readonly<Record<string, number>>
  readonly by: string
  readonly probe: { readonly words: readonly string[]; readonly found: number; readonly isClean: boolean }
  readonly kept: readonly { readonly en: string }[]
}

const documentsFolder = join(server.host.config.dataFolder, 'documents')
const remove = (documentId: string, status = 200): Promise<Receipt> =>
  call<Receipt>(steward, `DELETE /api/chatdoc/documents/${documentId}`, { status })
const found = async (who: Client, word: string): Promise<boolean> => {
  const reply = await who.send('POST', '/api/chatdoc/retrieval', { body: { question: word } })
  assert.equal(reply.status, 200, reply.text)
  return reply
    .json<{ hits: { blocks: { text: string }[] }[] }>()
    .hits.some(hit => hit.blocks.some(block => block.text.includes(word)))
}
const add = async (collectionId: string, name: string, text: string): Promise<readonly [string, string]> => {
  const [file] = await upload(collectionId, [[name, text]])
  await read(file?.revisionId ?? '')
  return [file?.documentId ?? '', file?.revisionId ?? '']
}

test('a deleted document leaves no row, word, file or picture, and its receipt proves it', async () => {
  const collectionId = await collect('To delete')
  const [documentId, firstId] = await add(collectionId, 'secret.md', '# Press\n\nThe xylowatt valve opens.')
  await add(collectionId, 'secret.md', '# Press\n\nThe xylowatt valve closes at brimforth.')
  await add(collectionId, 'other.md', 'The press is serviced on Mondays.')
  const blocks = await read(firstId)
  const block = blocks.blocks[1]?.block
  await call(steward, `PATCH /api/chatdoc/revisions/${firstId}/blocks/${block?.id}`, {
    body: { expectedVersion: 0, block: { ...block, text: 'The xylowatt valve opens slowly.' } },
  })
  assert.ok(await found(viewer, 'brimforth'))
  assert.equal((await readdir(documentsFolder)).length, 3)

  const receipt = await remove(documentId)
  assert.equal(receipt.name, 'secret.md')
  assert.equal(receipt.revisions, 2)
  assert.equal(receipt.removed['originals'], 2)
  assert.equal(receipt.removed['corrections'], 1)
  assert.equal(receipt.removed['blocks'], 4)
  assert.ok((receipt.removed['passages'] ?? 0) > 0)
  assert.deepEqual([receipt.probe.found, receipt.probe.isClean], [0, true])
  assert.ok(receipt.probe.words.length > 0)
  assert.doesNotMatch(JSON.stringify(receipt.probe), /xylowatt|brimforth/)
  assert.match(receipt.kept[0]?.en ?? '', /Answers/)

  assert.equal(await found(administrator, 'xylowatt'), false)
  assert.equal((await readdir(documentsFolder)).length, 1)
  for (const path of [`documents/${documentId}`, `revisions/${firstId}`, `revisions/${firstId}/original`])
    await call(steward, `GET /api/chatdoc/${path}`, { status: 404 })
  await remove(documentId, 404)
  assert.deepEqual(await call<Receipt>(steward, `GET /api/chatdoc/deletions/${receipt.id}`), receipt)
})

test('a receipt is shown to who deleted, and to administrators, and to no one else', async () => {
  const collectionId = await collect('Receipts')
  const [documentId] = await add(collectionId, 'a.md', 'some text')
  const { id } = await remove(documentId)
  const other = await server.host.signIn('steward')
  await call(other, `GET /api/chatdoc/deletions/${id}`, { status: 404 })
  assert.equal((await call<Receipt[]>(other, 'GET /api/chatdoc/deletions')).length, 0)
  await call(analyst, `GET /api/chatdoc/deletions/${id}`, { status: 403 })
  assert.ok((await call<Receipt[]>(administrator, 'GET /api/chatdoc/deletions')).some(one => one.id === id))
})

test('where an original cannot be taken away nothing is removed', async () => {
  const collectionId = await collect('Stuck')
  const [documentId, revisionId] = await add(collectionId, 'a.md', 'glimstone text')
  await mkdir(join(documentsFolder, `${revisionId}.removed`))
  await call(steward, `DELETE /api/chatdoc/documents/${documentId}`, { status: 500 })
  await rmdir(join(documentsFolder, `${revisionId}.removed`))
  assert.equal((await read(revisionId)).state, 'ready')
  assert.ok(await found(viewer, 'glimstone'))
  assert.equal((await viewer.send('GET', `/api/chatdoc/revisions/${revisionId}/original`)).status, 200)
  assert.equal((await remove(documentId)).probe.isClean, true)
})

test('a collection is deleted with all its documents, each with a receipt', async () => {
  const collectionId = await collect('All of it')
  await add(collectionId, 'a.md', 'the first vorpaline text')
  await add(collectionId, 'b.md', 'the second vorpaline text')
  const { jobId } = await call<{ jobId: string }>(steward, `DELETE /api/chatdoc/collections/${collectionId}`)
  for (;;) {
    const { state } = await call<{ state: string }>(administrator, `GET /api/jobs/${jobId}`)
    assert.notEqual(state, 'failed')
    if (state === 'done') break
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await call(administrator, `GET /api/chatdoc/collections/${collectionId}`, { status: 404 })
  assert.equal(await found(administrator, 'vorpaline'), false)
  const receipts = await call<Receipt[]>(steward, 'GET /api/chatdoc/deletions')
  assert.equal(receipts.filter(one => one.name === 'a.md' || one.name === 'b.md').length >= 2, true)
})

test('who may not read all of a collection does not delete it', async () => {
  const collectionId = await collect('Partly hidden')
  const [documentId] = await add(collectionId, 'a.md', 'hidden')
  await call(administrator, `PATCH /api/chatdoc/documents/${documentId}`, {
    body: { readers: [{ kind: 'role', subject: 'administrator' }] },
  })
  await call(steward, `DELETE /api/chatdoc/collections/${collectionId}`, { status: 409 })
  await remove(documentId, 404)
})

const mail = [
  'From: ann@example.com', 'To: bo@example.com', 'Subject: Spindle', 'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/plain', '',
  'The spindle is hot.', '--x', 'Content-Type: text/markdown',
  'Content-Disposition: attachment; filename="note.md"', '', 'The frobnozzle is clogged.', '--x--', '',
].join('\r\n') // prettier-ignore

test('the receipt of an attachment says that its e-mail still holds it, and the e-mail takes its attachments along', async () => {
  const collectionId = await collect('Attached')
  const addMail = async (name: string) => {
    const files = await upload(collectionId, [[name, mail]])
    for (const file of files) assert.equal((await read(file.revisionId)).state, 'ready')
    return files.map(file => file.documentId)
  }
  const [letterId, noteId] = await addMail('letter.eml')
  const holds = /original of “letter\.eml”.*still holds the bytes/
  const ofNote = await remove(noteId ?? '')
  assert.equal(ofNote.probe.isClean, true)
  assert.ok(ofNote.kept.some(({ en }) => holds.test(en)))

  const [otherId, otherNoteId] = await addMail('other.eml')
  const ofLetter = await remove(letterId ?? '')
  assert.ok(ofLetter.kept.some(({ en }) => /Attachments are documents of their own/.test(en)))
  const both = await call<Receipt & { readonly attachments: readonly string[] }>(
    steward,
    `DELETE /api/chatdoc/documents/${otherId}?attachments=delete`,
  )
  assert.equal(both.attachments.length, 1)
  const ofOtherNote = await call<Receipt>(steward, `GET /api/chatdoc/deletions/${both.attachments[0]}`)
  assert.equal(ofOtherNote.name, 'other.eml/note.md')
  assert.ok(!ofOtherNote.kept.some(({ en }) => /still holds/.test(en)), 'what held it went along')
  await call(steward, `GET /api/chatdoc/documents/${otherNoteId}`, { status: 404 })
  assert.equal(await found(administrator, 'frobnozzle'), false)
})
