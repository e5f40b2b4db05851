import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig, localActor, openPlatform } from '@millwright/server'
import type { Platform } from '@millwright/server'
import { PlatformError } from '@millwright/spec'
import type { Actor, ReceivedFiles } from '@millwright/spec'
import type { z } from 'zod'

/** The services in this process, and the person at this terminal. */
export interface Workspace {
  readonly platform: Platform
  readonly actor: Actor
  /** Calls a route of an app as its HTTP clients do. */
  call(method: string, path: string, body: unknown): Promise<unknown>
  /** The same with everything that a request can hold. */
  request(call: RouteCall): Promise<unknown>
  close(): Promise<void>
}

export interface OpenWorkspaceOptions {
  /** An empty workspace that is gone afterwards, for questions about files named on the command line. */
  readonly isTemporary: boolean
  readonly onProgress?: (message: string) => void
}

export const openWorkspace = async (options: OpenWorkspaceOptions): Promise<Workspace> => {
  const config = await loadConfig()
  const folder = options.isTemporary ? await mkdtemp(join(tmpdir(), 'millwright-')) : undefined
  const removeFolder = async (): Promise<void> => {
    if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const { databaseUrl, ...embedded } = config
    const own = folder
      ? { ...embedded, dataFolder: folder, demo: false }
      : { ...embedded, ...(databaseUrl ? { databaseUrl } : {}) }
    const platform = await openPlatform(own, { onProgress: ({ message }) => options.onProgress?.(message) })
    const actor = await localActor(platform)
    return {
      platform,
      actor,
      call: (method, path, body) => callRoute(platform, actor, { method, path, body }),
      request: call => callRoute(platform, actor, call),
      // what a temporary workspace holds is thrown away: nothing needs to be brought to an orderly end
      close: folder ? removeFolder : () => platform.close(),
    }
  } catch (error) {
    await removeFolder()
    throw error
  }
}

/** A call of a route by the path that it declares, as `/api/things/:id`. */
export interface RouteCall {
  readonly method: string
  readonly path: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Files on this machine, for a route that takes some; they are left as they are. */
  readonly files?: ReceivedFiles['files']
}

const callRoute = async (platform: Platform, actor: Actor, call: RouteCall): Promise<unknown> => {
  const routes = platform.apps.flatMap(app => app.instance.routes)
  const route = routes.find(item => item.method === call.method && item.path === call.path)
  if (!route) throw new PlatformError('ROUTE_NOT_FOUND', { method: call.method, path: call.path })
  const { files } = call
  return route.handle({
    params: parse(route.params, call.params ?? {}),
    query: parse(route.query, call.query ?? {}),
    body: parse(route.body, call.body),
    actor,
    signal: new AbortController().signal,
    ...(files && { received: { fields: {}, files, refused: [] } }),
  })
}

const parse = (schema: z.ZodType | undefined, value: unknown): unknown => {
  if (!schema) return value
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new PlatformError('INPUT_INVALID', { problems }, { cause: parsed.error })
}
