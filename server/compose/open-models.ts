import type { Clock, ModelGateway } from '@millwright/spec'
import { createModelGateway } from '@millwright/engine'
import type { Config } from '../config/config.ts'

/** The configured model, if any. Its libraries load at the first call. */
export const openModels = async ({ model }: Config, clock: Clock): Promise<ModelGateway | undefined> => {
  if (!model) return undefined
  const { createOpenAiCompatibleProvider } = await import('@millwright/connector-openai-compatible')
  return createModelGateway({ provider: createOpenAiCompatibleProvider(model), clock })
}
