import type { z } from 'zod'

/** What the server said instead of a result. `code` is one of the error catalogue, or `NETWORK` when it did not answer. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  readonly retryable: boolean
  readonly data: unknown
  constructor(facts: { code: string; message: string; status: number; retryable: boolean; data?: unknown }) {
    super(facts.message)
    this.name = 'ApiError'
    this.code = facts.code
    this.status = facts.status
    this.retryable = facts.retryable
    this.data = facts.data
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The server as the page sees it. Every reply is parsed by the caller's schema. */
export interface Api {
  get<T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T>
  send<T>(method: Exclude<Method, 'GET'>, path: string, body: unknown, schema: z.ZodType<T>): Promise<T>
  /** Sends files with progress in 0..1 of the bytes sent. */
  upload<T>(
    path: string,
    form: FormData,
    schema: z.ZodType<T>,
    onProgress: (fraction: number) => void,
  ): Promise<T>
  setCsrfToken(token: string | undefined): void
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const toApiError = (status: number, body: unknown): ApiError => {
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : {}
  return new ApiError({
    code: typeof error['code'] === 'string' ? error['code'] : 'UNKNOWN',
    message: typeof error['message'] === 'string' ? error['message'] : `HTTP ${status}`,
    status,
    retryable: error['retryable'] === true,
    data: error['data'],
  })
}

const networkError = (): ApiError =>
  new ApiError({ code: 'NETWORK', message: 'The server does not answer.', status: 0, retryable: true })

const parseBody = (text: string): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const parseReply = <T>(schema: z.ZodType<T>, path: string, body: unknown): T => {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, 5).map(issue => `${issue.path.join('.')}: ${issue.message}`)
  console.error(`Unexpected reply of ${path}`, problems)
  throw new ApiError({
    code: 'REPLY_INVALID',
    message: `Unexpected reply of ${path} (${problems.join('; ')})`,
    status: 0,
    retryable: false,
  })
}

/** A client of the server that served this page. */
export const createApi = (): Api => {
  let csrfToken: string | undefined
  const headers = (): Record<string, string> => (csrfToken ? { 'x-csrf-token': csrfToken } : {})
  const request = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(path, { credentials: 'same-origin', ...init }).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw networkError()
    })
    const body = parseBody(await response.text())
    if (!response.ok) throw toApiError(response.status, body)
    return body
  }
  return {
    setCsrfToken: token => {
      csrfToken = token
    },
    get: async (path, schema, signal) =>
      parseReply(schema, path, await request(path, signal ? { signal } : {})),
    send: async (method, path, body, schema) =>
      parseReply(
        schema,
        path,
        await request(path, {
          method,
          headers: body === undefined ? headers() : { ...headers(), 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    upload: (path, form, schema, onProgress) =>
      new Promise((resolve, reject) => {
        const call = new XMLHttpRequest()
        call.open('POST', path)
        for (const [name, value] of Object.entries(headers())) call.setRequestHeader(name, value)
        call.upload.onprogress = event => onProgress(event.lengthComputable ? event.loaded / event.total : 0)
        call.onerror = () => reject(networkError())
        call.onload = () => {
          const body = parseBody(call.responseText)
          if (call.status >= 400) return reject(toApiError(call.status, body))
          try {
            resolve(parseReply(schema, path, body))
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
        }
        call.send(form)
      }),
  }
}
