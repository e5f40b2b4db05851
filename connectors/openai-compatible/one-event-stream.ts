import { z } from 'zod'

const whole = z.looseObject({
  choices: z.array(
    z.looseObject({
      message: z.looseObject({ content: z.string().nullish() }),
      finish_reason: z.string().nullish(),
    }),
  ),
})

/**
 * `fetch` for servers that answer a streaming request with one JSON document: the reply is handed on as a stream of
 * one event. Everything else passes through untouched.
 */
export const fetchAsEvents: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  if (!response.ok || !isJson) return response
  const text = await response.text()
  return new Response(toEvents(text), { status: 200, headers: { 'content-type': 'text/event-stream' } })
}

const toEvents = (text: string): string => {
  const parsed = whole.safeParse(parseJson(text))
  if (!parsed.success) return `data: ${text.replaceAll(/\s*\n\s*/g, ' ')}\n\n`
  const choices = parsed.data.choices.map(({ message, ...choice }) => ({
    ...choice,
    index: 0,
    delta: { role: 'assistant', content: message.content ?? '' },
  }))
  return `data: ${JSON.stringify({ ...parsed.data, choices })}\n\ndata: [DONE]\n\n`
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
