import { z } from 'zod'
import { defineRoute, PlatformError } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import type { Revision } from '../library/replies.ts'
import type { RouteServices } from './route-services.ts'

/** Widths that are drawn, so that a few sizes are kept instead of every one that a window may have. */
const widthStepPx = 200

const params = z.object({ id: z.string().max(100), page: z.coerce.number().int().min(1).max(100_000) })
const query = z.object({ width: z.coerce.number().int().min(100).max(3000).default(1000) })

const draw = async (
  { library, reading, secrets }: RouteServices,
  place: { readonly revision: Revision; readonly name: string },
  at: { readonly page: number; readonly widthPx: number },
): Promise<Uint8Array> => {
  const { id, format } = place.revision
  if (format === 'unknown')
    throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'page', id: String(at.page) })
  const { sealed_password: sealed } = await library.database
    .selectFrom('chatdoc_revision')
    .select('sealed_password')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return reading.draw({ path: library.originals.pathOf(id), name: place.name, format }, at.page, {
    widthPx: at.widthPx,
    ...(sealed !== null && { password: secrets.open(sealed) }),
  })
}

/** The picture of a page, drawn once and kept while there is room. */
export const createPictureRoute = (services: RouteServices): RouteDefinition =>
  defineRoute({
    method: 'GET',
    path: '/api/chatdoc/revisions/:id/pages/:page/picture',
    permission: 'documents.read',
    summary: 'A page as a PNG picture about `width` pixels wide',
    params,
    query,
    handle: async ({ params: { id, page }, query: { width }, actor }) => {
      const { document, revision } = await services.library.documents.ofRevision(id, actor)
      if (revision.pageCount > 0 && page > revision.pageCount)
        throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'page', id: String(page) })
      const widthPx = Math.ceil(width / widthStepPx) * widthStepPx
      const key = `${page} ${widthPx}`
      const kept = services.pictures.get(id, key)
      const picture = kept ?? (await draw(services, { revision, name: document.name }, { page, widthPx }))
      if (!kept) services.pictures.put(id, key, picture)
      return { kind: 'file', contentType: 'image/png', fileName: `page-${page}.png`, body: picture }
    },
  })
