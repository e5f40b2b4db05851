import type { Rule } from '../content/page-content.ts'

/** Lines closer than this are one: both edges of a drawn line, or a double line. Points. */
export const sameLine = 2.5
/** Lines that end this close to each other are taken to go on, or to meet. Points. */
export const reach = 3.5

/** Parts of one line, lying on each other or end to end, as one. */
export const mergeRules = (rules: readonly Rule[]): Rule[] => {
  const merged: Rule[] = []
  let group: Rule[] = []
  const flush = (): void => {
    merged.push(...joinGroup(group))
    group = []
  }
  for (const rule of [...rules].sort((a, b) => a.at - b.at)) {
    const first = group[0]
    if (first && rule.at - first.at > sameLine) flush()
    group.push(rule)
  }
  flush()
  return merged
}

const joinGroup = (group: readonly Rule[]): Rule[] => {
  const joined: Rule[] = []
  for (const rule of [...group].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && rule.from <= last.to + reach)
      joined[joined.length - 1] = {
        at: rule.to - rule.from > last.to - last.from ? rule.at : last.at,
        from: last.from,
        to: Math.max(last.to, rule.to),
        thickness: Math.max(last.thickness, rule.thickness),
      }
    else joined.push(rule)
  }
  return joined
}
