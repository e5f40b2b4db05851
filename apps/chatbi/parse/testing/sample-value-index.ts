import type { ValueIndex, ValueMatch } from '../../link/value-index.ts'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { normalizeText } from '../../text/index.ts'

/** A value index over the samples and value synonyms of a model; exact matches only. */
export const createSampleValueIndex = (model: SemanticModel): ValueIndex => {
  const matches = new Map<string, ValueMatch[]>()
  const add = (phrase: string, match: ValueMatch): void => {
    const key = normalizeText(phrase)
    matches.set(key, [...(matches.get(key) ?? []), match])
  }
  for (const dataset of model.datasets)
    for (const field of dataset.fields) {
      const ref = { dataset: dataset.name, field: field.name }
      for (const value of field.samples)
        if (typeof value === 'string') add(value, { field: ref, value, score: 1, method: 'exact' })
      for (const [value, synonyms] of Object.entries(field.valueSynonyms ?? {}))
        for (const synonym of synonyms) add(synonym, { field: ref, value, score: 0.98, method: 'synonym' })
    }
  return { longestPhrase: 4, find: phrase => matches.get(normalizeText(phrase)) ?? [] }
}
