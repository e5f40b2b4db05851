import type { EmbeddingModel, EmbeddingReply } from '@millwright/spec'
import type { OpenAiCompatibleOptions } from './openai-compatible-provider.ts'
import { withoutSecret } from './without-secret.ts'

type Embed = (texts: readonly string[], signal: AbortSignal) => Promise<readonly (readonly number[])[]>

/** An embedding model behind an endpoint that speaks OpenAI's `/embeddings`. Libraries load at the first call. */
export const createOpenAiCompatibleEmbedding = (options: OpenAiCompatibleOptions): EmbeddingModel => {
  let opened: Promise<Embed> | undefined
  return {
    model: options.model,
    async embed(texts, signal) {
      try {
        opened ??= openEmbedding(options)
        const embed = await opened
        return toReply(await embed(texts, signal), texts.length)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        return { ok: false, error: withoutSecret(message, options.apiKey) }
      }
    },
  }
}

const openEmbedding = async ({ baseUrl, model, apiKey }: OpenAiCompatibleOptions): Promise<Embed> => {
  const [{ embedMany }, { createOpenAICompatible }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
  ])
  const endpoint = createOpenAICompatible({
    name: 'endpoint',
    baseURL: baseUrl,
    ...(apiKey === undefined ? {} : { apiKey }),
  })
  return async (texts, signal) => {
    const { embeddings } = await embedMany({
      model: endpoint.embeddingModel(model),
      values: [...texts],
      maxRetries: 0,
      abortSignal: signal,
    })
    return embeddings
  }
}

const toReply = (vectors: readonly (readonly number[])[], expected: number): EmbeddingReply => {
  const length = vectors[0]?.length ?? 0
  if (vectors.length !== expected || vectors.some(vector => vector.length !== length))
    return { ok: false, error: `The server answered ${vectors.length} vectors to ${expected} texts.` }
  return { ok: true, vectors: vectors.map(toUnitLength) }
}

const toUnitLength = (vector: readonly number[]): readonly number[] => {
  const norm = Math.hypot(...vector)
  return norm === 0 ? vector : vector.map(value => value / norm)
}
