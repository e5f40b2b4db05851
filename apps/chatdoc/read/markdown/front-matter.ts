export interface FrontMatter {
  /** Keys with their values as written; nested ones are left out. */
  readonly entries: readonly (readonly [string, string])[]
  /** The text after it. */
  readonly body: string
}

const unquoted = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/s, '$2')

/** YAML or TOML between `---` or `+++` at the very beginning. */
export const splitFrontMatter = (text: string): FrontMatter => {
  const found = /^(---|\+\+\+)[ \t]*\n([\s\S]{0,20000}?)\n\1[ \t]*(?:\n|$)/.exec(text)
  if (!found || !/^[\w-]+\s*[:=]/m.test(found[2] ?? '')) return { entries: [], body: text }
  const entries = [...(found[2] ?? '').matchAll(/^([\w-]+)\s*[:=]\s*(\S.*)$/gm)].map(
    ([, key = '', value = '']) => [key, unquoted(value)] as const,
  )
  return { entries, body: text.slice(found[0].length) }
}
