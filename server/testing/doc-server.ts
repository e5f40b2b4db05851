import assert from 'node:assert/strict'
import type { Config } from '../config/config.ts'
import { call } from './ask-server.ts'
import { toMultipart } from './multipart.ts'
import { productApps, startTestServer } from './test-server.ts'
import type { Client, TestServer } from './test-server.ts'

/** What an upload says of one file. */
export interface FileReply {
  readonly name: string
  readonly outcome: string
  readonly documentId: string
  readonly revisionId: string
  readonly failure?: { readonly code: string; readonly message: string }
}

/** What a batch says of one file. */
export interface BatchFile {
  readonly name: string
  readonly documentId: string
  readonly revisionId: string
  readonly state: string
  readonly failure?: { readonly code: string }
}

export interface RevisionReply {
  readonly id: string
  readonly number: number
  readonly state: string
  readonly failure?: { readonly code: string }
  readonly inForceFrom?: string
  readonly inForceTo?: string
  readonly isInForce: boolean
  readonly blocks: readonly {
    readonly block: { readonly id: string; readonly kind: string; readonly text: string }
    readonly headingPath: readonly string[]
    readonly correction?: { readonly version: number; readonly by: string }
  }[]
}

type Files = readonly (readonly [name: string, content: string | Buffer])[]

/** The product with its own apps over HTTP, and documents to put into it. */
export interface DocServer {
  readonly host: TestServer
  readonly administrator: Client
  readonly steward: Client & { readonly personId: string }
  readonly analyst: Client & { readonly personId: string }
  readonly viewer: Client & { readonly personId: string }
  /** A new collection; everyone reads it where no readers are given. */
  readonly collect: (name: string, readers?: readonly object[]) => Promise<string>
  readonly upload: (
    collectionId: string,
    files: Files,
    options?: { readonly who?: Client; readonly fields?: Readonly<Record<string, string>> },
  ) => Promise<readonly FileReply[]>
  /** Uploads archives, and returns the files of the batch, by name, when nothing more comes and all of them are read. */
  readonly uploadPacked: (collectionId: string, files: Files) => Promise<readonly BatchFile[]>
  /** The revision when it is neither queued nor being read any more. */
  readonly read: (revisionId: string, who?: Client) => Promise<RevisionReply>
  close(): Promise<void>
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Starts it; `change` is a change of its configuration. */
export const startDocServer = async (change: Partial<Config> = {}): Promise<DocServer> => {
  const host = await startTestServer(change, productApps)
  const administrator = await host.signIn('administrator')
  const steward = await host.signIn('steward')
  return {
    host,
    administrator,
    steward,
    analyst: await host.signIn('analyst'),
    viewer: await host.signIn('viewer'),
    collect: async (name, readers) => {
      const body = { name, ...(readers && { readers }) }
      return (await call<{ id: string }>(steward, 'POST /api/chatdoc/collections', { body })).id
    },
    upload: async (collectionId, files, { who = steward, fields = {} } = {}) => {
      const path = `/api/chatdoc/collections/${collectionId}/documents`
      const reply = await who.send('POST', path, toMultipart(files, fields))
      assert.equal(reply.status, 202, reply.text)
      return reply.json<{ files: FileReply[] }>().files
    },
    uploadPacked: async (collectionId, files) => {
      const path = `/api/chatdoc/collections/${collectionId}/documents`
      const reply = await steward.send('POST', path, toMultipart(files, {}))
      assert.equal(reply.status, 202, reply.text)
      const { batchId } = reply.json<{ batchId: string }>()
      for (;;) {
        const batch = await call<{ isOver: boolean; unpacking: string[]; files: BatchFile[] }>(
          steward,
          `GET /api/chatdoc/batches/${batchId}`,
        )
        if (batch.isOver && batch.unpacking.length === 0) return batch.files
        await pause(20)
      }
    },
    read: async (revisionId, who = administrator) => {
      for (;;) {
        const revision = await call<RevisionReply>(who, `GET /api/chatdoc/revisions/${revisionId}`)
        if (revision.state !== 'queued' && revision.state !== 'reading') return revision
        await pause(20)
      }
    },
    close: () => host.close(),
  }
}
