import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { systemActor } from '@millwright/engine'
import type { DemoDocument } from '@millwright/demo'
import type { RouteDefinition } from '@millwright/spec'
import type { RunningApp } from '../platform.ts'
import type { Services } from './services.ts'

/** What the demo plant's cabinet is called, in both languages at once: a name is one. */
export const demoCollectionName = 'Demo plant manuals · 演示工厂手册'

const madeSchema = z.object({ id: z.string() })
const uploadSchema = z.object({ files: z.array(z.object({ documentId: z.string().optional() })) })

type Call = (name: string, request: object) => Promise<unknown>

/** Calls routes of an app as its HTTP clients do; absent where no running app has them. */
const findCall = (apps: readonly RunningApp[]): Call | undefined => {
  const routes = new Map<string, RouteDefinition>()
  for (const { instance } of apps)
    for (const route of instance.routes) routes.set(`${route.method} ${route.path}`, route)
  if (!routes.has('POST /api/chatdoc/collections')) return undefined
  const { signal } = new AbortController()
  return async (name, request) => {
    const route = routes.get(name)
    if (!route) throw new Error(`bug: no route ${name}`)
    return route.handle({ params: {}, query: {}, body: undefined, actor: systemActor, signal, ...request })
  }
}

/**
 * Brings the demo plant's documents in by the ordinary way, at the first start alone: who deletes them does not find
 * them back. They are read in the background.
 */
export const importDemoDocuments = async (
  apps: readonly RunningApp[],
  { workspaceFolder, clock }: Pick<Services, 'workspaceFolder' | 'clock'>,
): Promise<void> => {
  const marker = join(workspaceFolder, 'demo-documents-made')
  const call = findCall(apps)
  if (!call || existsSync(marker)) return
  const { demoDocuments } = await import('@millwright/demo')
  const { id } = madeSchema.parse(
    await call('POST /api/chatdoc/collections', {
      body: {
        name: demoCollectionName,
        description: 'Manuals, procedures and standards of the simulated brake-disc plant.',
        dictionary: [],
        readers: [{ kind: 'role', subject: 'viewer' }],
      },
    }),
  )
  await writeFile(marker, clock.now().toISOString())
  const folder = await mkdtemp(join(tmpdir(), 'millwright-demo-'))
  try {
    for (const document of demoDocuments())
      await upload(call, { collectionId: id, path: join(folder, 'document'), document, now: clock.now() })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const upload = async (
  call: Call,
  request: {
    readonly collectionId: string
    readonly path: string
    readonly document: DemoDocument
    readonly now: Date
  },
): Promise<void> => {
  const { collectionId, path, document, now } = request
  await writeFile(path, document.content)
  const inForceFrom = new Date(now.getTime() - document.inForceDaysAgo * 86_400_000).toISOString()
  const reply = await call('POST /api/chatdoc/collections/:id/documents', {
    params: { id: collectionId },
    received: {
      fields: { inForceFrom },
      files: [{ name: document.name, path, sizeBytes: document.content.length }],
      refused: [],
    },
  })
  const documentId = uploadSchema.parse(reply).files[0]?.documentId
  if (documentId !== undefined && document.equipment.length > 0)
    await call('PATCH /api/chatdoc/documents/:id', {
      params: { id: documentId },
      body: { equipment: document.equipment },
    })
}
