import type { ModelMessage, ModelRequest } from '@millwright/spec'

/**
 * Ways to ask for JSON, from the one that leaves a model no choice to the one that every server takes:
 * `strict` and `schema` send the schema as `response_format` (with and without OpenAI's strict subset), `object`
 * asks for any JSON object, `plain` only says in words what is wanted.
 */
export const replyFormats = ['strict', 'schema', 'object', 'plain'] as const
export type ReplyFormat = (typeof replyFormats)[number]

/** The messages as this format needs them: where the server does not get the schema, the model is told it. */
export const messagesFor = (request: ModelRequest, format: ReplyFormat): readonly ModelMessage[] =>
  format === 'strict' || format === 'schema'
    ? request.messages
    : [
        ...request.messages.filter(({ role }) => role === 'system'),
        {
          role: 'system',
          content: `Reply with one JSON object and nothing else. It must fit this JSON Schema:\n${JSON.stringify(request.jsonSchema)}`,
        },
        ...request.messages.filter(({ role }) => role !== 'system'),
      ]

/** Whether a refused request is worth asking again in the next format: the server objects to the format itself. */
export const isFormatRefused = (status: number | undefined, body: string): boolean =>
  status !== undefined &&
  [400, 404, 415, 422, 500, 501].includes(status) &&
  (body.trim() === '' || /response_format|json|schema|grammar|strict|structured|guided/i.test(body))
