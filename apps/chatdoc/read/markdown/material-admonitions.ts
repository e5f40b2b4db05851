/**
 * Admonitions as MkDocs (`!!! warning "Title"` with an indented body) and Docusaurus (`:::warning` … `:::`) write them,
 * rewritten to GitHub's `> [!WARNING]`, which is a block quote and so needs no grammar of its own. Code fences are
 * left as they are.
 */
export const rewriteAdmonitions = (text: string): string => {
  if (!/^\s*(?:!!!|\?\?\?|:::)/m.test(text)) return text
  const lines: string[] = []
  let body: Body | undefined
  let fence = ''
  for (const line of text.split('\n')) {
    fence = fenceAfter(line, fence)
    const opened = fence === '' ? openingOf(line) : undefined
    if (opened)
      lines.push('', `> [!${opened.kind}]`, ...(opened.title === '' ? [] : [`> ${opened.title}`, '>']))
    if (opened) body = opened
    else if (body && isEnd(line, body)) body = body.isFenced ? closed(lines) : reopened(lines, line)
    else
      lines.push(
        body
          ? `> ${line.slice(body.isFenced ? 0 : Math.min(4, line.length - line.trimStart().length))}`
          : line,
      )
  }
  return lines.join('\n')
}

interface Body {
  readonly kind: string
  readonly title: string
  /** Ended by `:::` instead of by an indent less deep. */
  readonly isFenced: boolean
}

const closed = (lines: string[]): undefined => {
  lines.push('')
  return undefined
}

const reopened = (lines: string[], line: string): undefined => {
  lines.push('', line)
  return undefined
}

const fenceAfter = (line: string, fence: string): string => {
  const mark = /^\s*(```|~~~)/.exec(line)?.[1] ?? ''
  if (mark === '') return fence
  if (fence === '') return mark
  return fence === mark ? '' : fence
}

const openingOf = (line: string): Body | undefined => {
  const indented = /^(?:!!!|\?\?\?\+?)\s+([\w-]+)[^"]*(?:"(.*)")?\s*$/.exec(line)
  if (indented) return { kind: (indented[1] ?? '').toUpperCase(), title: indented[2] ?? '', isFenced: false }
  const fenced = /^:::\s*([a-z][\w-]*)\s*(?:\[(.*)\]|(.*))$/i.exec(line)
  if (!fenced) return undefined
  return {
    kind: (fenced[1] ?? '').toUpperCase(),
    title: (fenced[2] ?? fenced[3] ?? '').trim(),
    isFenced: true,
  }
}

const isEnd = (line: string, { isFenced }: Body): boolean =>
  isFenced ? /^:::\s*$/.test(line) : line.trim() !== '' && !/^(?: {4}|\t)/.test(line)
