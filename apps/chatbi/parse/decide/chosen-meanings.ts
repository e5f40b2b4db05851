import { isChosen } from '../../link/choices.ts'
import { mentionOf, toMeaning } from './ambiguity.ts'
import type { ChosenMeaning, SourceCandidate } from '../parse-result.ts'

/** What a person once chose that words stand for, where this reading takes them so. */
export const chosenMeanings = ({ cover, source }: SourceCandidate): readonly ChosenMeaning[] => {
  const chosen = new Map<string, ChosenMeaning>()
  for (const node of cover.nodes) {
    const mention = isChosen(node.reason) ? mentionOf(node) : undefined
    if (!mention) continue
    const { id, text } = toMeaning(mention, source.model)
    chosen.set(id, { id, text })
  }
  return [...chosen.values()]
}
