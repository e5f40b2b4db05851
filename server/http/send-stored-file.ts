import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { PlatformError } from '@millwright/spec'
import type { StoredFileReply } from '@millwright/spec'

export const isStoredFile = (result: unknown): result is StoredFileReply =>
  typeof result === 'object' &&
  result !== null &&
  'kind' in result &&
  result.kind === 'stored-file' &&
  'path' in result

/** Always a download (RFC 6266): an SVG or HTML file must not open as a page of this origin. */
export const toDisposition = (fileName: string): string => {
  const ascii = fileName.replace(/[^\w.\- ]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/**
 * The one range of bytes that a request asks for (RFC 9110, 14.1): `undefined` for the whole file, as for several
 * ranges at once, which a server may answer so; `unsatisfiable` where the file has none of it.
 */
export const parseRange = (
  header: string | undefined,
  sizeBytes: number,
): ByteRange | 'unsatisfiable' | undefined => {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!parts || (parts[1] === '' && parts[2] === '')) return undefined
  const [from, to] = [parts[1], parts[2]].map(text => (text === '' ? undefined : Number(text)))
  if (from === undefined) {
    const length = Math.min(to ?? 0, sizeBytes)
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 }
  }
  if (to !== undefined && to < from) return undefined
  if (from >= sizeBytes) return 'unsatisfiable'
  return { first: from, last: Math.min(to ?? sizeBytes - 1, sizeBytes - 1) }
}

/** Streams the file, or the range of it that was asked for. It is opened first: one removed meanwhile is a 404. */
export const sendStoredFile = async (reply: FastifyReply, file: StoredFileReply): Promise<FastifyReply> => {
  const handle = await openFile(file)
  const { size } = await handle.stat()
  const { range: asked, 'if-range': ifRange } = reply.request.headers
  const etag = `"${file.etag}"`
  const range = ifRange === undefined || ifRange === etag ? parseRange(asked, size) : undefined
  void reply
    .type(file.contentType)
    .headers({ 'content-disposition': toDisposition(file.fileName), 'accept-ranges': 'bytes', etag })
  if (range === 'unsatisfiable') {
    await handle.close()
    return reply.code(416).header('content-range', `bytes */${size}`).send('')
  }
  if (range === undefined)
    return reply.header('content-length', size).send(handle.createReadStream({ autoClose: true }))
  return reply
    .code(206)
    .headers({
      'content-range': `bytes ${range.first}-${range.last}/${size}`,
      'content-length': range.last - range.first + 1,
    })
    .send(handle.createReadStream({ start: range.first, end: range.last, autoClose: true }))
}

const openFile = async (file: StoredFileReply): Promise<FileHandle> => {
  try {
    return await open(file.path)
  } catch (cause) {
    throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'file', id: file.fileName }, { cause })
  }
}
