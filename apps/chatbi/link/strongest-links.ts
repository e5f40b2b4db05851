import type { SemanticModel } from '../model/semantic-model.ts'
import type { Link } from './link.ts'

/** How much the question speaks of each dataset: by its name, or half as much by that of one it is related to; 0..1. */
export type Mentions = ReadonlyMap<string, number>

export const mentionsOf = (links: readonly Link[], model: SemanticModel): Mentions => {
  const mentions = new Map<string, number>()
  const raise = (dataset: string, by: number): void => {
    if (by > (mentions.get(dataset) ?? 0)) mentions.set(dataset, by)
  }
  for (const { target, score } of links) if (target.kind === 'dataset') raise(target.dataset, score)
  const named = new Map(mentions)
  for (const { from, to } of model.relationships) {
    raise(to, (named.get(from) ?? 0) / 2)
    raise(from, (named.get(to) ?? 0) / 2)
  }
  return mentions
}

const mentionWeight = 0.4

/**
 * The `count` best of links that compete for the same words. A wide schema has the same column in dozens of tables; there
 * those of tables that the question speaks of are the ones to keep.
 */
export const strongestLinks = (
  links: readonly Link[],
  count: number,
  mentions: Mentions,
): readonly Link[] => {
  const ranked = links.toSorted((a, b) => b.score - a.score)
  if (ranked.length <= count) return ranked
  const worth = ({ target, score }: Link): number => {
    const dataset =
      target.kind === 'dataset'
        ? target.dataset
        : target.kind === 'field' || target.kind === 'value'
          ? target.field.dataset
          : undefined
    return score + mentionWeight * (dataset === undefined ? 0 : (mentions.get(dataset) ?? 0))
  }
  const kept = new Set(ranked.toSorted((a, b) => worth(b) - worth(a)).slice(0, count))
  return ranked.filter(link => kept.has(link))
}
