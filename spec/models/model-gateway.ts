import type { z } from 'zod'

export interface ModelMessage {
  readonly role: 'system' | 'user'
  readonly content: string
}

/** What one call cost and said; goes into the run that made it. Never holds the key. */
export interface ModelCall {
  readonly model: string
  readonly provider: string
  readonly startedAt: string
  readonly durationMs: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly outcome: 'ok' | 'malformed' | 'timeout' | 'cancelled' | 'budget' | 'rate-limited' | 'failed'
  readonly error?: string
  readonly request: readonly ModelMessage[]
  readonly reply: string
}

export interface GenerateObject<T> {
  readonly purpose: string
  readonly messages: readonly ModelMessage[]
  readonly schema: z.ZodType<T>
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  readonly maxOutputTokens?: number
  /** Requests with the same value share the budget of one question: the run's id. */
  readonly question?: string
}

/**
 * A failed call is a value: the caller goes on without a model. `call` is the last one made; `earlier` those before
 * it, which were refused for a while or came back malformed. All of them belong into the run's evidence.
 */
export type ModelReply<T> =
  | {
      readonly ok: true
      readonly value: T
      readonly call: ModelCall
      readonly earlier?: readonly ModelCall[]
    }
  | { readonly ok: false; readonly call: ModelCall; readonly earlier?: readonly ModelCall[] }

/** Port to whatever models the configuration names. Absent where none is configured. */
export interface ModelGateway {
  readonly model: string
  generateObject<T>(request: GenerateObject<T>): Promise<ModelReply<T>>
}
