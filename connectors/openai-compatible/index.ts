/** A model behind any endpoint that speaks OpenAI's chat completions: vLLM, llama.cpp, Ollama, a cloud. */
export { createOpenAiCompatibleProvider } from './openai-compatible-provider.ts'
export type { OpenAiCompatibleOptions } from './openai-compatible-provider.ts'
export { createOpenAiCompatibleEmbedding } from './openai-compatible-embedding.ts'
