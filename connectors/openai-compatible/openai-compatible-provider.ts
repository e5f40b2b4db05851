import type { OpenAICompatibleProvider } from '@ai-sdk/openai-compatible'
import type { ModelCompletion, ModelProvider, ModelRequest } from '@millwright/spec'
import { fetchAsEvents } from './one-event-stream.ts'
import { isFormatRefused, messagesFor, replyFormats } from './reply-format.ts'
import type { ReplyFormat } from './reply-format.ts'
import { readRetryAfterMs } from './retry-after.ts'
import { withoutSecret } from './without-secret.ts'

export interface OpenAiCompatibleOptions {
  /** As clients of such servers have it: up to and including `/v1`. */
  readonly baseUrl: string
  readonly model: string
  /** Sent as a bearer token; absent for servers that want none. */
  readonly apiKey?: string
}

type AiSdk = typeof import('ai')

interface Endpoint {
  readonly ai: AiSdk
  readonly withSchema: OpenAICompatibleProvider
  readonly withoutSchema: OpenAICompatibleProvider
}

/**
 * A model behind an endpoint of OpenAI's chat completions. The reply is held to the JSON schema as strictly as the
 * server can; the first format that it takes is remembered. Libraries load at the first call.
 */
export const createOpenAiCompatibleProvider = (options: OpenAiCompatibleOptions): ModelProvider => {
  let endpoint: Promise<Endpoint> | undefined
  let known: ReplyFormat = 'strict'
  const { model, apiKey } = options
  return {
    name: new URL(options.baseUrl).host,
    model,
    async complete(request) {
      endpoint ??= openEndpoint(options)
      const opened = await endpoint
      const [first, ...fallbacks] = replyFormats.slice(replyFormats.indexOf(known))
      let ended = await ask(opened, model, request, first ?? 'plain')
      for (const format of fallbacks) {
        if (!ended.isFormatRefused || request.signal.aborted) break
        ended = await ask(opened, model, request, format)
        if (ended.completion.outcome === 'ok') known = format
      }
      const { error } = ended.completion
      return error === undefined
        ? ended.completion
        : { ...ended.completion, error: withoutSecret(error, apiKey) }
    },
  }
}

const openEndpoint = async ({ baseUrl, apiKey }: OpenAiCompatibleOptions): Promise<Endpoint> => {
  const [ai, { createOpenAICompatible }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
  ])
  const open = (supportsStructuredOutputs: boolean) =>
    createOpenAICompatible({
      name: 'endpoint',
      baseURL: baseUrl,
      includeUsage: true,
      supportsStructuredOutputs,
      fetch: fetchAsEvents,
      ...(apiKey === undefined ? {} : { apiKey }),
    })
  return { ai, withSchema: open(true), withoutSchema: open(false) }
}

interface Asked {
  readonly completion: ModelCompletion
  readonly isFormatRefused: boolean
}

/** One request. The library's own retries are off: the gateway decides what a call may cost. */
const ask = async (
  endpoint: Endpoint,
  model: string,
  request: ModelRequest,
  format: ReplyFormat,
): Promise<Asked> => {
  const { ai } = endpoint
  let text = ''
  let usage = { inputTokens: 0, outputTokens: 0 }
  let finishReason: string | undefined
  let failure: unknown
  try {
    const { stream } = ai.streamText({
      model: (format === 'strict' || format === 'schema' ? endpoint.withSchema : endpoint.withoutSchema)(
        model,
      ),
      messages: messagesFor(request, format).map(({ role, content }) => ({ role, content })),
      allowSystemInMessages: true,
      ...(format === 'plain' ? {} : { output: outputFor(ai, request, format) }),
      providerOptions: { endpoint: { strictJsonSchema: format === 'strict' } },
      temperature: 0,
      maxOutputTokens: request.maxOutputTokens,
      maxRetries: 0,
      abortSignal: request.signal,
      onError: () => {}, // reaches us as a part of the stream
    })
    for await (const part of stream) {
      if (part.type === 'text-delta') text += part.text
      if (part.type === 'error') failure = part.error
      if (part.type === 'abort') failure = new Error('the call was given up')
      if (part.type === 'finish') {
        finishReason = part.rawFinishReason
        usage = {
          inputTokens: part.totalUsage.inputTokens ?? 0,
          outputTokens: part.totalUsage.outputTokens ?? 0,
        }
      }
    }
  } catch (error) {
    failure = error
  }
  const arrived = { text, ...usage }
  return failure === undefined
    ? { completion: judgeEnd(arrived, finishReason), isFormatRefused: false }
    : toFailure(ai, arrived, failure)
}

const outputFor = (ai: AiSdk, request: ModelRequest, format: ReplyFormat) =>
  format === 'object'
    ? ai.Output.json()
    : ai.Output.object({ schema: ai.jsonSchema(request.jsonSchema), name: 'reply' })

type Arrived = Pick<ModelCompletion, 'text' | 'inputTokens' | 'outputTokens'>

/** A stream without a reason for its end was cut off, however whole its text may look. */
const judgeEnd = (arrived: Arrived, finishReason: string | undefined): ModelCompletion => {
  if (finishReason === undefined)
    return { ...arrived, outcome: 'failed', error: 'The reply was cut off before its end.' }
  if (finishReason === 'length')
    return { ...arrived, outcome: 'failed', error: 'The reply was longer than allowed and was cut off.' }
  if (finishReason === 'content_filter')
    return { ...arrived, outcome: 'failed', error: 'The server withheld the reply (content filter).' }
  return { ...arrived, outcome: 'ok' }
}

const toFailure = (ai: AiSdk, arrived: Arrived, failure: unknown): Asked => {
  const cause = ai.RetryError.isInstance(failure) ? failure.lastError : failure
  if (!ai.APICallError.isInstance(cause)) {
    const error = `The call failed: ${cause instanceof Error ? cause.message : JSON.stringify(cause)}`
    return { completion: { ...arrived, outcome: 'failed', error }, isFormatRefused: false }
  }
  const { statusCode: status, responseBody = '' } = cause
  const isBusy = status === 429 || status === 503
  const retryAfterMs = isBusy ? readRetryAfterMs(cause.responseHeaders, Date.now()) : undefined
  const error =
    status === undefined
      ? `The server cannot be reached: ${cause.message}.`
      : `The server answered ${status}: ${cause.message.slice(0, 300)}`
  return {
    completion: {
      ...arrived,
      outcome: isBusy ? 'rate-limited' : 'failed',
      error,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
    isFormatRefused: isFormatRefused(status, responseBody),
  }
}
