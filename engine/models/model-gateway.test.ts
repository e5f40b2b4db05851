import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import type { GenerateObject, ModelCompletion, ModelProvider, ModelRequest } from '@millwright/spec'
import { createModelGateway } from './model-gateway.ts'
import type { ModelBudget } from './model-budget.ts'
import { parseReply } from './parse-reply.ts'

const schema = z.object({ metric: z.string(), limit: z.number().int().optional() })
type Reading = z.infer<typeof schema>

const ok = (text: string, tokens = 10): ModelCompletion => ({
  outcome: 'ok',
  text,
  inputTokens: tokens,
  outputTokens: 5,
})
const busy = (retryAfterMs?: number): ModelCompletion => ({
  outcome: 'rate-limited',
  text: '',
  inputTokens: 0,
  outputTokens: 0,
  error: 'The server answered 429.',
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})

type Turn = ModelCompletion | ((request: ModelRequest) => Promise<ModelCompletion>)

const gatewayOver = (turns: readonly Turn[], budget: Partial<ModelBudget> = {}) => {
  const asked: ModelRequest[] = []
  const left = [...turns]
  const provider: ModelProvider = {
    name: 'scripted',
    model: 'm',
    async complete(request) {
      asked.push(request)
      const turn = left.shift() ?? assert.fail('the script has no more turns')
      return typeof turn === 'function' ? turn(request) : turn
    },
  }
  const clock = { now: () => new Date('2026-11-23T09:00:00Z') }
  const gateway = createModelGateway({ provider, clock, budget })
  const ask = (more: Partial<GenerateObject<Reading>> = {}) =>
    gateway.generateObject({
      purpose: 'reading',
      messages: [{ role: 'user', content: 'scrap by line' }],
      schema,
      ...more,
    })
  return { asked, ask }
}

describe('the model gateway', () => {
  it('returns the parsed object with a record of the call', async () => {
    const { ask, asked } = gatewayOver([ok('{"metric":"scrap"}')])
    const reply = await ask()
    assert.ok(reply.ok)
    assert.deepEqual(reply.value, { metric: 'scrap' })
    const { durationMs, ...call } = reply.call
    assert.ok(durationMs >= 0)
    assert.deepEqual(call, {
      model: 'm',
      provider: 'scripted',
      startedAt: '2026-11-23T09:00:00.000Z',
      inputTokens: 10,
      outputTokens: 5,
      outcome: 'ok',
      request: [{ role: 'user', content: 'scrap by line' }],
      reply: '{"metric":"scrap"}',
    })
    assert.deepEqual(asked[0]?.jsonSchema['required'], ['metric'])
  })

  it('gives a malformed reply one chance, with what was wrong, and records both calls', async () => {
    const { ask, asked } = gatewayOver([ok('{"metric": 3}'), ok('{"metric":"scrap"}')])
    const reply = await ask()
    assert.ok(reply.ok)
    assert.deepEqual(
      reply.earlier?.map(({ outcome }) => outcome),
      ['malformed'],
    )
    assert.match(asked[1]?.messages.at(-1)?.content ?? '', /\{"metric": 3\}[\s\S]*metric: .*expected string/)
  })

  it('gives up when the repair is malformed too', async () => {
    const { ask } = gatewayOver([ok('I think it is scrap.'), ok('{"metric":')])
    const reply = await ask()
    assert.equal(reply.ok, false)
    assert.equal(reply.call.outcome, 'malformed')
    assert.equal(reply.call.error, 'it is not one JSON object')
    assert.equal(reply.earlier?.length, 1)
  })

  it('waits as long as a busy server asks for, but only so often and so long', async () => {
    const patient = gatewayOver([busy(30), ok('{"metric":"scrap"}')])
    const began = performance.now()
    assert.equal((await patient.ask()).ok, true)
    assert.ok(performance.now() - began >= 25)
    const never = gatewayOver([busy(1), busy(1), busy(1)])
    const reply = await never.ask()
    assert.deepEqual([reply.ok, reply.call.outcome, reply.earlier?.length], [false, 'rate-limited', 2])
    const tooLong = gatewayOver([busy(60_000)])
    assert.equal((await tooLong.ask()).call.outcome, 'rate-limited')
    assert.equal(tooLong.asked.length, 1)
    const noTime = gatewayOver([busy(400)])
    assert.equal((await noTime.ask({ timeoutMs: 200 })).call.outcome, 'rate-limited')
  })

  const deaf = () => new Promise<ModelCompletion>(() => {})

  it('ends at the time limit even when the provider does not listen', async () => {
    const reply = await gatewayOver([deaf]).ask({ timeoutMs: 30 })
    assert.deepEqual([reply.ok, reply.call.outcome], [false, 'timeout'])
  })

  it('ends when the run is cancelled, and tells the provider', async () => {
    const stop = new AbortController()
    const { ask, asked } = gatewayOver([deaf])
    const pending = ask({ signal: stop.signal })
    stop.abort()
    assert.equal((await pending).call.outcome, 'cancelled')
    assert.equal(asked[0]?.signal.aborted, true)
    const before = gatewayOver([])
    assert.equal((await before.ask({ signal: stop.signal })).call.outcome, 'cancelled')
    assert.equal(before.asked.length, 0)
  })

  it('makes a provider that throws a failed call', async () => {
    const reply = await gatewayOver([() => Promise.reject(new Error('no route to host'))]).ask()
    assert.deepEqual([reply.ok, reply.call.outcome, reply.call.error], [false, 'failed', 'no route to host'])
  })

  it('keeps to its budget of calls and tokens, by the hour and by the question', async () => {
    const good = ok('{"metric":"scrap"}')
    const cases: readonly (readonly [Partial<ModelBudget>, RegExp])[] = [
      [{ callsPerHour: 2 }, /2 calls an hour/],
      [{ tokensPerHour: 30 }, /30 tokens an hour/],
      [{ callsPerQuestion: 2 }, /2 calls a question/],
      [{ tokensPerQuestion: 30 }, /30 tokens a question/],
    ]
    for (const [budget, message] of cases) {
      const { ask, asked } = gatewayOver([good, good, good], budget)
      assert.equal((await ask({ question: 'a' })).ok, true)
      assert.equal((await ask({ question: 'a' })).ok, true)
      const third = await ask({ question: 'a' })
      assert.equal(third.call.outcome, 'budget')
      assert.match(third.call.error ?? '', message)
      assert.equal(asked.length, 2)
      const isByQuestion = 'callsPerQuestion' in budget || 'tokensPerQuestion' in budget
      assert.equal((await ask({ question: 'b' })).ok, isByQuestion)
    }
  })

  it('counts the tokens of a server that does not', async () => {
    const silent = { ...ok('{"metric":"废品率"}'), inputTokens: 0, outputTokens: 0 }
    const reply = await gatewayOver([silent]).ask()
    assert.ok(reply.call.inputTokens > 0 && reply.call.outputTokens > 0)
  })
})

describe('a model reply', () => {
  it('may wear reasoning, a fence or a sentence around its object', () => {
    const texts = [
      '<think>{"metric":"wrong"}</think>\n{"metric":"scrap"}',
      '```json\n{"metric":"scrap"}\n```',
      'Here it is: {"metric":"scrap"} — good luck.',
    ]
    for (const text of texts)
      assert.deepEqual(parseReply(text, schema), { ok: true, value: { metric: 'scrap' } })
  })

  it('is refused when it is two objects, none, or another one', () => {
    for (const text of ['{"metric":"a"} {"metric":"b"}', '', 'null', '[]', '{"limit":1}'])
      assert.equal(parseReply(text, schema).ok, false, text)
  })
})
