import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig, localActor, openPlatform } from '@millwright/server'
import type { Platform } from '@millwright/server'
import { PlatformError } from '@millwright/spec'
import type { Actor } from '@millwright/spec'
import type { z } from 'zod'

/** The services in this process, and the person at this terminal. */
export interface Workspace {
  readonly platform: Platform
  readonly actor: Actor
  /** Calls a route of an app as its HTTP clients do. */
  call(method: string, path: string, body: unknown): Promise<unknown>
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
      // what a temporary workspace holds is thrown away: nothing needs to be brought to an orderly end
      close: folder ? removeFolder : () => platform.close(),
    }
  } catch (error) {
    await removeFolder()
    throw error
  }
}

interface RouteCall {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

const callRoute = async (platform: Platform, actor: Actor, call: RouteCall): Promise<unknown> => {
  const routes = platform.apps.flatMap(app => app.instance.routes)
  const route = routes.find(item => item.method === call.method && item.path === call.path)
  if (!route) throw new PlatformError('ROUTE_NOT_FOUND', { method: call.method, path: call.path })
  const body = route.body ? parseBody(route.body, call.body) : call.body
  return route.handle({ params: {}, query: {}, body, actor, signal: new AbortController().signal })
}

const parseBody = (schema: z.ZodType, body: unknown): unknown => {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new PlatformError('INPUT_INVALID', { problems }, { cause: parsed.error })
}
