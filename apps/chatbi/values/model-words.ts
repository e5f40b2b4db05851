import type { SemanticModel } from '../model/index.ts'
import { createWordDictionary } from '../text/index.ts'
import type { WordDictionary } from '../text/index.ts'
import type { ValueData } from './value-data.ts'

const shortEnough = (word: string): boolean => word.length <= 12

/**
 * Chinese words that must stay whole when a question over this model is cut: its labels and synonyms, value
 * synonyms, and the values of the data where they are given.
 */
export const createModelDictionary = (model: SemanticModel, data?: ValueData): WordDictionary => {
  const words = new Set<string>()
  const add = (named: {
    readonly label: { readonly zh?: string | undefined; readonly en: string }
    readonly synonyms: readonly string[]
  }): void => {
    for (const word of [named.label.zh ?? '', named.label.en, ...named.synonyms]) words.add(word)
  }
  for (const metric of model.metrics) add(metric)
  for (const dataset of model.datasets) {
    add(dataset)
    for (const field of dataset.fields) {
      add(field)
      for (const synonyms of Object.values(field.valueSynonyms ?? {}))
        for (const word of synonyms) words.add(word)
    }
  }
  for (const field of data?.fields ?? []) for (const value of field.values) words.add(String(value))
  return createWordDictionary(Array.from(words).filter(shortEnough))
}
