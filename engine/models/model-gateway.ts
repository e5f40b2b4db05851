import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type {
  Clock,
  GenerateObject,
  ModelCall,
  ModelCompletion,
  ModelGateway,
  ModelMessage,
  ModelProvider,
  ModelReply,
} from '@millwright/spec'
import { createModelLedger, defaultModelBudget } from './model-budget.ts'
import type { ModelBudget, ModelLedger } from './model-budget.ts'
import { parseReply } from './parse-reply.ts'

export interface ModelGatewayOptions {
  readonly provider: ModelProvider
  readonly clock: Clock
  /** Limits to change; the others are `defaultModelBudget`'s. */
  readonly budget?: Partial<ModelBudget>
}

const defaultTimeoutMs = 20_000
const defaultMaxOutputTokens = 2_000
const maxRateLimitRetries = 2
/** A person is waiting: a server that wants more time than this is treated as not there. */
const maxRetryWaitMs = 5_000
const fallbackRetryWaitMs = 1_000

/**
 * A gateway to one model: within a time limit and a budget, with a bounded wait for a server that is busy and one
 * chance to repair a malformed reply. Every call made is in the reply. Never rejects.
 */
export const createModelGateway = ({ provider, clock, budget }: ModelGatewayOptions): ModelGateway => {
  const ledger = createModelLedger({ ...defaultModelBudget, ...budget }, () => performance.now())
  return {
    model: provider.model,
    generateObject: request => generate({ provider, clock, ledger }, request),
  }
}

interface Gateway {
  readonly provider: ModelProvider
  readonly clock: Clock
  readonly ledger: ModelLedger
}

const generate = async <T>(gateway: Gateway, request: GenerateObject<T>): Promise<ModelReply<T>> => {
  const limit = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs)
  const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit
  const deadline = performance.now() + (request.timeoutMs ?? defaultTimeoutMs)
  const earlier: ModelCall[] = []
  const { messages: asked } = request
  let messages = asked
  let isRepair = false
  for (;;) {
    const { call, completion } = await callOnce(gateway, request, { messages, signal })
    const fail = (outcome: ModelCall['outcome'], error: string): ModelReply<T> => ({
      ok: false,
      call: { ...call, outcome, error },
      earlier,
    })
    if (!completion) return { ok: false, call, earlier }
    if (request.signal?.aborted) return fail('cancelled', 'The request was cancelled.')
    if (signal.aborted)
      return fail('timeout', `No complete reply within ${request.timeoutMs ?? defaultTimeoutMs} ms.`)
    if (completion.outcome === 'rate-limited') {
      const refusals = earlier.filter(({ outcome }) => outcome === 'rate-limited').length
      const waitMs = Math.max(completion.retryAfterMs ?? fallbackRetryWaitMs, 0)
      const isWorthIt = waitMs <= maxRetryWaitMs && performance.now() + waitMs < deadline
      if (refusals >= maxRateLimitRetries || !isWorthIt) return { ok: false, call, earlier }
      earlier.push(call)
      await sleep(waitMs, undefined, { signal }).catch(() => {}) // an abort shows in the next turn
      continue
    }
    if (completion.outcome === 'failed') return { ok: false, call, earlier }
    const parsed = parseReply(completion.text, request.schema)
    if (parsed.ok) return { ok: true, value: parsed.value, call, earlier }
    const malformed: ModelCall = { ...call, outcome: 'malformed', error: parsed.problems.join('; ') }
    if (isRepair) return { ok: false, call: malformed, earlier }
    earlier.push(malformed)
    messages = [...asked, repairMessage(completion.text, parsed.problems)]
    isRepair = true
  }
}

interface Attempt {
  readonly messages: readonly ModelMessage[]
  readonly signal: AbortSignal
}

/** One call and its record; without a completion when the budget or an abort forbade it. */
const callOnce = async <T>(
  { provider, clock, ledger }: Gateway,
  request: GenerateObject<T>,
  { messages, signal }: Attempt,
): Promise<{ readonly call: ModelCall; readonly completion?: ModelCompletion }> => {
  const blank = {
    model: provider.model,
    provider: provider.name,
    startedAt: clock.now().toISOString(),
    durationMs: 0,
    inputTokens: 0,
    outputTokens: 0,
    request: [...messages],
    reply: '',
  }
  if (signal.aborted) {
    const outcome = request.signal?.aborted ? 'cancelled' : 'timeout'
    return { call: { ...blank, outcome, error: 'There was no time left for this call.' } }
  }
  const exhausted = ledger.findExhausted(request.question)
  if (exhausted !== undefined)
    return { call: { ...blank, outcome: 'budget', error: `The limit of ${exhausted} is reached.` } }
  const spend = ledger.begin(request.question)
  const began = performance.now()
  const completion = await completeSafely(provider, request, { messages, signal })
  const inputTokens =
    completion.inputTokens || estimateTokens(messages.map(({ content }) => content).join('\n'))
  const outputTokens = completion.outputTokens || estimateTokens(completion.text)
  spend(inputTokens + outputTokens)
  const call: ModelCall = {
    ...blank,
    durationMs: Math.round(performance.now() - began),
    inputTokens,
    outputTokens,
    outcome: completion.outcome,
    reply: completion.text,
    ...(completion.error === undefined ? {} : { error: completion.error }),
  }
  return { call, completion }
}

const completeSafely = async <T>(
  provider: ModelProvider,
  request: GenerateObject<T>,
  { messages, signal }: Attempt,
): Promise<ModelCompletion> => {
  const ended = Promise.withResolvers<ModelCompletion>()
  const none = { text: '', inputTokens: 0, outputTokens: 0 }
  // A provider that does not heed the signal must not hold the question up.
  const giveUp = () => ended.resolve({ ...none, outcome: 'failed', error: 'The call was given up.' })
  signal.addEventListener('abort', giveUp, { once: true })
  const jsonSchema = z.toJSONSchema(request.schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
  })
  const maxOutputTokens = request.maxOutputTokens ?? defaultMaxOutputTokens
  provider.complete({ messages, jsonSchema, maxOutputTokens, signal }).then(ended.resolve, error =>
    ended.resolve({
      ...none,
      outcome: 'failed',
      error: error instanceof Error ? error.message : String(error),
    }),
  )
  try {
    return await ended.promise
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** About three bytes of UTF-8 a token, for Chinese and for English with names alike; only where a server is silent. */
const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3)

const repairMessage = (reply: string, problems: readonly string[]): ModelMessage => ({
  role: 'user',
  content: [
    'Your reply was:',
    reply.slice(0, 4_000),
    `It cannot be used: ${problems.slice(0, 10).join('; ')}.`,
    'Reply again with nothing but the corrected JSON object.',
  ].join('\n\n'),
})
