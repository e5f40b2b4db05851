import type { z } from 'zod'

export type ParsedReply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * Reads a model's text as JSON of `schema`. Lenient about what surrounds the object (reasoning, a code fence, a
 * sentence), strict about the object itself.
 */
export const parseReply = <T>(text: string, schema: z.ZodType<T>): ParsedReply<T> => {
  const json = findJson(text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim())
  if (json === undefined) return { ok: false, problems: ['it is not one JSON object'] }
  const parsed = schema.safeParse(json.value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const problems = parsed.error.issues.map(issue =>
    [issue.path.join('.'), issue.message].filter(part => part !== '').join(': '),
  )
  return { ok: false, problems }
}

const findJson = (text: string): { readonly value: unknown } | undefined => {
  const fenced = /```(?:json)?\s*([\s\S]*?)```/.exec(text)?.[1]
  const braced = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
  for (const candidate of [text, fenced, braced]) {
    if (candidate === undefined || candidate === '') continue
    try {
      return { value: JSON.parse(candidate) }
    } catch {
      // The next, narrower reading may be the one.
    }
  }
  return undefined
}
