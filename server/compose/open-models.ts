import type { Clock, EmbeddingModel, ModelGateway } from '@millwright/spec'
import { createModelGateway } from '@millwright/engine'
import type { Config } from '../config/config.ts'

/** The configured model, if any. Its libraries load at the first call. */
export const openModels = async ({ model }: Config, clock: Clock): Promise<ModelGateway | undefined> => {
  if (!model) return undefined
  const { createOpenAiCompatibleProvider } = await import('@millwright/connector-openai-compatible')
  return createModelGateway({ provider: createOpenAiCompatibleProvider(model), clock })
}

/** The configured embedding model, if any. Its libraries load at the first call. */
export const openEmbedding = async ({ embedding }: Config): Promise<EmbeddingModel | undefined> => {
  if (!embedding) return undefined
  const { createOpenAiCompatibleEmbedding } = await import('@millwright/connector-openai-compatible')
  return createOpenAiCompatibleEmbedding(embedding)
}
