import type { ModelMessage } from './model-gateway.ts'

/** One completion asked of a model. `jsonSchema` (JSON Schema, draft 7) is what the reply's text must fit. */
export interface ModelRequest {
  readonly messages: readonly ModelMessage[]
  readonly jsonSchema: Readonly<Record<string, unknown>>
  readonly maxOutputTokens: number
  readonly signal: AbortSignal
}

/**
 * How a completion ended. `text` is whatever had arrived, also when it failed. Token counts are 0 where the server
 * does not say. `error` is fit for a person and holds no key.
 */
export interface ModelCompletion {
  readonly outcome: 'ok' | 'rate-limited' | 'failed'
  readonly text: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly error?: string
  /** When a rate-limited server wants to be asked again. */
  readonly retryAfterMs?: number
}

/** Port to one model on one server. The gateway in front of it keeps budgets, time limits and the record. */
export interface ModelProvider {
  /** The server as a person knows it: its host, never its key. */
  readonly name: string
  readonly model: string
  /** Never rejects; an aborted signal ends it as `failed`. */
  complete(request: ModelRequest): Promise<ModelCompletion>
}
