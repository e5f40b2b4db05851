import { setTimeout as sleep } from 'node:timers/promises'
import { PlatformError } from '@millwright/spec'
import { z } from 'zod'
import { exitCodes } from './exit-codes.ts'
import { findFiles } from './find-files.ts'
import { withWorkspace } from './manage.ts'
import { printable } from './terminal-output.ts'
import type { Workspace } from './workspace.ts'

const failureSchema = z.object({ message: z.string() })
const collectionsSchema = z.array(z.object({ id: z.string(), name: z.string() }))
const revisionSchema = z.object({
  number: z.number(),
  state: z.string(),
  pageCount: z.number(),
  failure: failureSchema.optional(),
})
const uploadSchema = z.object({
  batchId: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      outcome: z.string(),
      revisionId: z.string().optional(),
      failure: failureSchema.optional(),
    }),
  ),
})
const batchSchema = z.object({
  isOver: z.boolean(),
  files: z.array(z.object({ name: z.string(), state: z.string(), failure: failureSchema.optional() })),
})
const listSchema = z.object({
  total: z.number(),
  documents: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      title: z.string(),
      collectionName: z.string(),
      newest: revisionSchema,
    }),
  ),
})
const hitsSchema = z.object({
  hits: z.array(
    z.object({
      documentTitle: z.string(),
      documentName: z.string(),
      revisionNumber: z.number(),
      headingPath: z.array(z.string()),
      blocks: z.array(z.object({ text: z.string(), boxes: z.array(z.object({ page: z.number() })) })),
    }),
  ),
})
const receiptSchema = z.object({
  id: z.string(),
  revisions: z.number(),
  removed: z.record(z.string(), z.number()),
  probe: z.object({ found: z.number(), isClean: z.boolean() }),
})
type Uploaded = z.infer<typeof uploadSchema>['files'][number]
type Listed = z.infer<typeof listSchema>['documents'][number]

const say = (text: string): void => console.log(printable(text))

const findCollection = async (workspace: Workspace, name: string): Promise<string | undefined> => {
  const all = collectionsSchema.parse(await workspace.call('GET', '/api/chatdoc/collections', undefined))
  return all.find(collection => collection.name === name)?.id
}

const getCollection = async (workspace: Workspace, name: string): Promise<string> => {
  const id = await findCollection(workspace, name)
  if (id === undefined) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'collection', id: name })
  return id
}

/** `docs add`: each file with its own line; code 2 where one of them cannot be searched. */
export const addDocuments = (paths: readonly string[], collection: string): Promise<number> => {
  const files = findFiles(paths)
  return withWorkspace(async workspace => {
    const known = await findCollection(workspace, collection)
    const id =
      known ??
      z
        .object({ id: z.string() })
        .parse(await workspace.call('POST', '/api/chatdoc/collections', { name: collection })).id
    const uploaded = uploadSchema.parse(
      await workspace.request({
        method: 'POST',
        path: '/api/chatdoc/collections/:id/documents',
        params: { id },
        files,
      }),
    )
    let isAllFine = true
    for (const file of uploaded.files)
      isAllFine =
        (await (file.outcome === 'unpacking'
          ? waitForUnpacked(workspace, uploaded.batchId, file.name)
          : waitFor(workspace, file))) && isAllFine
    return isAllFine ? exitCodes.answered : exitCodes.badInput
  })
}

const pollMs = 100

/** Waits until the file is searchable or given up, and says which; whether it is searchable. */
const waitFor = async (workspace: Workspace, file: Uploaded): Promise<boolean> => {
  for (;;) {
    if (file.revisionId === undefined) {
      say(`${file.outcome.padEnd(9)} ${file.name}: ${file.failure?.message ?? ''}`)
      return false
    }
    const revision = revisionSchema.parse(
      await workspace.request({
        method: 'GET',
        path: '/api/chatdoc/revisions/:id',
        params: { id: file.revisionId },
        query: { limit: '0' },
      }),
    )
    if (revision.state !== 'queued' && revision.state !== 'reading') {
      const word = revision.state === 'ready' ? file.outcome : revision.state
      say(`${word.padEnd(9)} ${file.name}${detailOf(revision)}`)
      return revision.state === 'ready'
    }
    await sleep(pollMs)
  }
}

/** Waits until everything in an archive is read or given up, and says what became of each; whether all is searchable. */
const waitForUnpacked = async (workspace: Workspace, batchId: string, name: string): Promise<boolean> => {
  const look = async (offset: number, limit: number) =>
    batchSchema.parse(
      await workspace.request({
        method: 'GET',
        path: '/api/chatdoc/batches/:id',
        params: { id: batchId },
        query: { offset: String(offset), limit: String(limit) },
      }),
    )
  while (!(await look(0, 0)).isOver) await sleep(5 * pollMs)
  let isAllFine = true
  for (let offset = 0; ; offset += pageSize) {
    const { files } = await look(offset, pageSize)
    for (const file of files) {
      if (file.name !== name && !file.name.startsWith(`${name}/`)) continue
      say(`${file.state.padEnd(9)} ${file.name}${file.failure ? `: ${file.failure.message}` : ''}`)
      isAllFine = isAllFine && file.state === 'ready'
    }
    if (files.length < pageSize) return isAllFine
  }
}

const detailOf = ({ failure, pageCount }: z.infer<typeof revisionSchema>): string => {
  if (failure) return `: ${failure.message}`
  return pageCount === 0 ? '' : ` (${pageCount} ${pageCount === 1 ? 'page' : 'pages'})`
}

const pageSize = 500

/** Every document of a collection, by name. */
async function* documentsOf(workspace: Workspace, id: string): AsyncGenerator<Listed> {
  for (let offset = 0; ; offset += pageSize) {
    const { documents, total } = listSchema.parse(
      await workspace.request({
        method: 'GET',
        path: '/api/chatdoc/collections/:id/documents',
        params: { id },
        query: { offset: String(offset), limit: String(pageSize) },
      }),
    )
    yield* documents
    if (offset + pageSize >= total) return
  }
}

/** `docs list`: a line for each document: state, revision, collection and name, title. */
export const listDocuments = (collection: string | undefined): Promise<number> =>
  withWorkspace(async workspace => {
    const all = collectionsSchema.parse(await workspace.call('GET', '/api/chatdoc/collections', undefined))
    const wanted = collection === undefined ? all : [{ id: await getCollection(workspace, collection) }]
    for (const { id } of wanted)
      for await (const { name, title, collectionName, newest } of documentsOf(workspace, id))
        say(`${newest.state.padEnd(9)} ${newest.number}  ${collectionName}/${name}  ${title}`)
    return exitCodes.answered
  })

const shownHits = 5

/** `docs search`: the best passages with where they stand; code 3 where there is none. */
export const searchDocuments = (question: string, collection: string | undefined): Promise<number> =>
  withWorkspace(async workspace => {
    const within =
      collection === undefined ? {} : { collectionIds: [await getCollection(workspace, collection)] }
    const { hits } = hitsSchema.parse(
      await workspace.call('POST', '/api/chatdoc/retrieval', { question, limit: shownHits, ...within }),
    )
    for (const hit of hits) {
      const page = hit.blocks[0]?.boxes[0]?.page
      const place = [...hit.headingPath, ...(page === undefined ? [] : [`page ${page}`])].join(' › ')
      say(`${hit.documentTitle} (${hit.documentName}, revision ${hit.revisionNumber})`)
      if (place !== '') say(`  ${place}`)
      for (const { text } of hit.blocks) for (const line of text.trim().split('\n')) say(`    ${line}`)
      console.log()
    }
    return hits.length > 0 ? exitCodes.answered : exitCodes.askedBack
  })

/** `docs remove`: deletes by name, and prints what the receipt says; code 2 where one is not there. */
export const removeDocuments = (names: readonly string[], collection: string): Promise<number> =>
  withWorkspace(async workspace => {
    const collectionId = await getCollection(workspace, collection)
    const ids = new Map<string, string>()
    for await (const { id, name } of documentsOf(workspace, collectionId)) ids.set(name, id)
    let isAllFine = true
    for (const name of names) {
      const id = ids.get(name)
      const isClean = id !== undefined && (await removeOne(workspace, { id, name }))
      if (id === undefined) say(`missing   ${name}: there is no such document in "${collection}"`)
      isAllFine = isAllFine && isClean
    }
    return isAllFine ? exitCodes.answered : exitCodes.badInput
  })

const removeOne = async (
  workspace: Workspace,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<boolean> => {
  const receipt = receiptSchema.parse(
    await workspace.request({ method: 'DELETE', path: '/api/chatdoc/documents/:id', params: { id } }),
  )
  const { removed, probe } = receipt
  const counts = `${receipt.revisions} revisions, ${removed['blocks'] ?? 0} blocks, ${removed['passages'] ?? 0} passages`
  const proof = probe.isClean ? 'the probe found nothing' : `the probe still found ${probe.found} places`
  say(`removed   ${name}: ${counts}; ${proof} (receipt ${receipt.id})`)
  return probe.isClean
}
