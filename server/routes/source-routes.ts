import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor, NewSource, Source } from '@millwright/spec'
import { schemaChangeSchema, sourceSchema } from '@millwright/spec'
import { route } from '../http/route.ts'
import type { ImportUploadInput } from '../jobs/import-upload.ts'
import { importUploadJob } from '../jobs/import-upload.ts'
import type { Platform } from '../platform.ts'
import { receiveUpload } from '../uploads/receive-upload.ts'
import { resolveSourcePaths } from './source-paths.ts'

const params = z.object({ id: z.string() })
const name = z.string().trim().min(1).max(200)
const newSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('files'), name, paths: z.array(z.string().min(1)).min(1).max(1000) }),
  z.strictObject({ kind: z.literal('sqlite'), name, path: z.string().min(1) }),
  z.strictObject({ kind: z.literal('postgres'), name, connectionString: z.string().min(1).max(4000) }),
  z.strictObject({ kind: z.literal('mysql'), name, connectionString: z.string().min(1).max(4000) }),
])

/** Sources: what can be asked about. */
export const addSourceRoutes = (app: FastifyInstance, platform: Platform): void => {
  addReading(app, platform)
  addWriting(app, platform)
  addUploads(app, platform)
}

/** The source as every app lets the person know it. */
const showTo = async (source: Source, actor: Actor, { apps }: Platform): Promise<Source> => {
  let shown = source
  for (const { instance } of apps) shown = (await instance.showSource?.(shown, actor)) ?? shown
  return shown
}

const addReading = (app: FastifyInstance, platform: Platform): void => {
  const { sources } = platform
  route(app, {
    method: 'GET',
    path: '/api/sources',
    access: { permission: 'sources.read' },
    summary: 'All sources, as one may know them',
    reply: z.array(sourceSchema),
    handle: async ({ actor }) =>
      Promise.all((await sources.list(actor)).map(source => showTo(source, actor, platform))),
  })
  route(app, {
    method: 'GET',
    path: '/api/sources/:id',
    access: { permission: 'sources.read' },
    summary: 'A source with its catalogue',
    params,
    reply: sourceSchema,
    handle: async ({ params: { id }, actor }) => showTo(await sources.get(id, actor), actor, platform),
  })
}

const addWriting = (app: FastifyInstance, platform: Platform): void => {
  const {
    sources,
    access: { audit },
  } = platform
  route(app, {
    method: 'POST',
    path: '/api/sources',
    access: { permission: 'sources.write' },
    summary: 'Add files that lie on the server, a SQLite file, or a database by its connection string',
    body: newSourceSchema,
    reply: sourceSchema,
    status: 201,
    handle: async ({ body, actor, signal }) => {
      const source = await sources.add(await resolvePaths(body, actor, platform), actor, { signal })
      await audit.record(actor, 'source-added', source.id, { kind: source.kind, location: source.location })
      return source
    },
  })
  route(app, {
    method: 'POST',
    path: '/api/sources/:id/refresh',
    access: { permission: 'sources.write' },
    summary: 'Read the catalogue again; what changed since the last reading',
    params,
    reply: z.array(schemaChangeSchema),
    handle: async ({ params: { id }, actor }) => {
      const changes = await sources.refresh(id, actor)
      await audit.record(actor, 'source-refreshed', id, { changes: changes.length })
      return changes
    },
  })
  route(app, {
    method: 'DELETE',
    path: '/api/sources/:id',
    access: { permission: 'sources.write' },
    summary: 'Remove a source, its imported data and its credentials',
    params,
    handle: async ({ params: { id }, actor }) => {
      const source = await sources.get(id, actor)
      await sources.remove(id, actor)
      await audit.record(actor, 'source-removed', id, { name: source.name, location: source.location })
    },
  })
}

const addUploads = (app: FastifyInstance, platform: Platform): void => {
  const { config, jobs } = platform
  route(app, {
    method: 'POST',
    path: '/api/sources/files',
    access: { permission: 'sources.write' },
    summary: 'Upload files (multipart: field `name`, then files); a job imports them with progress',
    bodyLimit: config.limits.uploadBytes * config.limits.uploadFiles,
    reply: z.object({ jobId: z.string(), sourceId: z.string() }),
    status: 202,
    handle: async ({ actor, request }) => {
      const upload = await receiveUpload(request, join(config.dataFolder, 'uploads'), config.limits)
      const first = upload.files[0]?.name ?? ''
      const input: ImportUploadInput = {
        sourceId: randomUUID(),
        name: (upload.fields['name'] ?? '').trim().slice(0, 200) || basename(first, extname(first)),
        upload: basename(upload.folder),
        actor,
      }
      try {
        const jobId = await jobs.send(importUploadJob, input)
        const files = upload.files.map(file => file.name)
        await platform.access.audit.record(actor, 'source-uploaded', input.sourceId, {
          name: input.name,
          files,
        })
        return { jobId, sourceId: input.sourceId }
      } catch (error) {
        await rm(upload.folder, { recursive: true, force: true })
        throw error
      }
    },
  })
}

const resolvePaths = async (
  source: z.infer<typeof newSourceSchema>,
  actor: Actor,
  { config }: Platform,
): Promise<NewSource> => {
  if (source.kind === 'files')
    return { ...source, paths: await resolveSourcePaths(source.paths, actor, config) }
  if (source.kind !== 'sqlite') return source
  const [path] = await resolveSourcePaths([source.path], actor, config)
  if (path === undefined) throw new Error('bug: one path gave none')
  return { ...source, path }
}
