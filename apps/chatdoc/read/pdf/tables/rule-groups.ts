import type { Rule } from '../content/page-content.ts'
import { reach } from './merge-rules.ts'

/** Lines that are joined to each other, directly or through others. */
export interface RuleGroup {
  readonly horizontal: readonly Rule[]
  readonly vertical: readonly Rule[]
}

const meet = (across: Rule, down: Rule): boolean =>
  down.at >= across.from - reach &&
  down.at <= across.to + reach &&
  across.at >= down.from - reach &&
  across.at <= down.to + reach

/** The lines in groups of which every line meets another of its group. */
export const groupRules = (horizontal: readonly Rule[], vertical: readonly Rule[]): RuleGroup[] => {
  const parents = Array.from({ length: horizontal.length + vertical.length }, (_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (parents[root] !== root) root = parents[root] ?? root
    parents[at] = root
    return root
  }
  for (const [h, across] of horizontal.entries())
    for (const [v, down] of vertical.entries())
      if (meet(across, down)) parents[rootOf(h)] = rootOf(horizontal.length + v)
  const groups = new Map<number, { horizontal: Rule[]; vertical: Rule[] }>()
  const groupOf = (at: number): { horizontal: Rule[]; vertical: Rule[] } => {
    const root = rootOf(at)
    const known = groups.get(root) ?? { horizontal: [], vertical: [] }
    groups.set(root, known)
    return known
  }
  for (const [h, rule] of horizontal.entries()) groupOf(h).horizontal.push(rule)
  for (const [v, rule] of vertical.entries()) groupOf(horizontal.length + v).vertical.push(rule)
  return [...groups.values()]
}
