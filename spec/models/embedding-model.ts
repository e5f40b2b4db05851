/** Vectors of texts, or why there are none. The caller goes on without them. */
export type EmbeddingReply =
  | {
      readonly ok: true
      /** One vector a text, in their order, each of length 1. */
      readonly vectors: readonly (readonly number[])[]
    }
  | { readonly ok: false; readonly error: string }

/**
 * Port to a model that places texts of one meaning near one another (a bi-encoder: Reimers & Gurevych 2019).
 * Absent where none is configured. Vectors of different `model`s are never compared.
 */
export interface EmbeddingModel {
  readonly model: string
  /** Never rejects; an aborted signal ends it as not `ok`. No more than a few hundred texts a call. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<EmbeddingReply>
}
