import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { isForbiddenAddress, PlatformError } from '@millwright/spec'

const timeoutMs = 10_000

const unreachable = (url: URL, reason: string, cause?: unknown): PlatformError =>
  new PlatformError('SOURCE_UNREACHABLE', { location: url.origin, reason }, { cause })

/** Where nothing may be sent, as to a cloud's own credentials: the rule of the connectors, on the address really used. */
const forbidden = (url: URL): PlatformError => unreachable(url, 'this address is not one to send to')

const guardedLookup =
  (url: URL): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      if (addresses.some(({ address }) => isForbiddenAddress(address))) return callback(forbidden(url), [])
      if (options.all) return callback(null, addresses)
      const [first] = addresses
      return callback(null, first?.address ?? '', first?.family)
    })
  }

export interface Post {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** Sends JSON and follows no redirect. Throws SOURCE_UNREACHABLE unless the answer is a 2xx within ten seconds. */
export const postGuarded = async ({ url: text, body, headers, signal }: Post): Promise<void> => {
  const url = new URL(text)
  const host = url.hostname.replaceAll(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && isForbiddenAddress(host)) throw forbidden(url)
  const status = await send(url, {
    body,
    headers,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  })
  if (status < 200 || status > 299) throw unreachable(url, `it answered ${status}`)
}

const send = (
  url: URL,
  { body, headers, signal }: Pick<Post, 'body' | 'headers' | 'signal'>,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        lookup: guardedLookup(url),
        signal,
      },
      response => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    sent.on('error', error => {
      const reason = signal.aborted ? 'it did not answer in time' : error.message
      reject(error instanceof PlatformError ? error : unreachable(url, reason, error))
    })
    sent.end(body)
  })
