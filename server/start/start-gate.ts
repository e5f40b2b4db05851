import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { PlatformError } from '@millwright/spec'
import { productName } from '../product.ts'

/** Answers on the port from the first moment: before Millwright is ready with 503 and the reason. */
export interface StartGate {
  readonly listener: RequestListener
  /** What is being done now, as the reason why it is not ready. */
  waitFor(reason: string): void
  /** From now on `listener` answers. */
  handOver(listener: RequestListener): void
}

export const createStartGate = (): StartGate => {
  let reason = 'starting'
  let ready: RequestListener | undefined
  return {
    listener: (request, response) =>
      ready ? ready(request, response) : sayNotReady(request, response, reason),
    waitFor: next => {
      reason = next
    },
    handOver: listener => {
      ready = listener
    },
  }
}

const sayNotReady = (request: IncomingMessage, response: ServerResponse, reason: string): void => {
  const error = new PlatformError('NOT_READY', { reason })
  const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
  response.writeHead(error.status, {
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '1',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  })
  const { code, message, retryable, data } = error
  response.end(isPage ? toPage(reason) : JSON.stringify({ error: { code, message, retryable, data } }))
}

/** Loads itself again each second, so that the page appears when it is ready. Needs no script. */
const toPage = (reason: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${productName}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;display:grid;place-content:center;min-height:100vh;margin:0;color:#222;background:#fafafa}
@media (prefers-color-scheme:dark){body{color:#eee;background:#1a1a1a}}</style></head>
<body><main role="status"><h1>${productName}</h1><p>${escapeHtml(reason)} …</p></main></body></html>`

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`)
