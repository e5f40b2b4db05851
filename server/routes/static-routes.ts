import { stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { FastifyInstance } from 'fastify'
import fastifyStatic from '@fastify/static'
import { PlatformError } from '@millwright/spec'
import { pathOf } from '../http/reply-errors.ts'
import { route } from '../http/route.ts'

/**
 * The page, from the folder it was built into. Files whose name carries their hash are kept by browsers for a year;
 * the page itself is asked for anew each time. Paths without a file are the page's own addresses.
 */
export const addStaticRoutes = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false })
  route(app, {
    method: 'GET',
    path: '/*',
    access: { public: 'the page is program text; what it shows comes from guarded routes' },
    summary: 'The page',
    isHidden: true,
    handle: async ({ request, reply }) => {
      const path = pathOf(request)
      const notFound = new PlatformError('ROUTE_NOT_FOUND', { method: request.method, path })
      if (path.startsWith('/api/')) throw notFound
      const file = await findFile(folder, path)
      if (file === undefined && !isPageAddress(path, request.headers.accept)) throw notFound
      if (file === undefined && !(await isFile(join(folder, 'index.html')))) throw notFound
      const hashed = file !== undefined && /[-.][\w-]{8,}\.\w+$/.test(file) && path.startsWith('/assets/')
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      return reply.sendFile(file ?? 'index.html')
    },
  })
}

const findFile = async (folder: string, path: string): Promise<string | undefined> => {
  const relative = decodePath(path)
  if (relative === undefined || relative === '') return undefined
  const absolute = resolve(folder, relative)
  const isInside = absolute.startsWith(resolve(folder) + sep)
  return isInside && !relative.includes('\0') && (await isFile(absolute)) ? relative : undefined
}

const decodePath = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path).replace(/^\/+/, '')
  } catch {
    return undefined
  }
}

/** Addresses of the page have no extension; a missing script must not be answered with the page. */
const isPageAddress = (path: string, accept: string | undefined): boolean =>
  !/\.\w{1,8}$/.test(path) && (accept === undefined || /text\/html|\*\/\*/.test(accept))

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isFile(),
    () => false,
  )
