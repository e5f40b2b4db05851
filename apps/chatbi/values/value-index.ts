import { maySee } from '@millwright/spec'
import type { Grade, Role } from '@millwright/spec'
import type { ValueIndex, ValueMatch } from '../link/value-index.ts'
import type { SemanticModel } from '../model/index.ts'
import { normalizeText } from '../text/index.ts'
import { createFuzzySearch } from './fuzzy-search.ts'
import type { FieldValues, ValueData } from './value-data.ts'
import { valueKey, valueParts } from './value-key.ts'

export interface CreateValueIndexOptions {
  /** Who asks: fields above the role's grade are left out. */
  readonly role: Role
  /** The present model: its grades, hidden fields and value synonyms win over those of the build. */
  readonly model?: SemanticModel
}

interface Access {
  readonly grade: Grade
  readonly hidden: boolean
  readonly synonyms: ReadonlyMap<string, readonly string[]>
}

/** Grade, visibility and synonyms of a field, from the model where there is one. */
const accessOf = (field: FieldValues, model: SemanticModel | undefined): Access => {
  const built = { grade: field.grade, hidden: false, synonyms: new Map(Object.entries(field.synonyms ?? {})) }
  if (model === undefined) return built
  const dataset = model.datasets.find(one => one.name === field.dataset)
  const current = dataset?.fields.find(one => one.name === field.field)
  if (dataset === undefined || current === undefined) return { ...built, hidden: true }
  return {
    grade: current.grade,
    hidden: dataset.hidden || current.hidden,
    synonyms: new Map(Object.entries(current.valueSynonyms ?? {})),
  }
}

/**
 * Other keys of a value by what its field names: `L3` of a line is `line 3`, `Line 3` is `l 3`, and 3 in a column
 * of lines is `line 3`.
 */
const aliasKeys = (key: string, nouns: readonly string[]): readonly string[] => {
  const parts = key.split(' ')
  const [first = '', second = ''] = parts
  if (parts.length === 1 && /^\d+$/.test(first)) return nouns.map(noun => `${noun} ${first}`)
  if (parts.length !== 2 || !/^\d+$/.test(second) || !/^[a-z]+$/.test(first)) return []
  const initials = nouns.filter(noun => noun !== first && noun.startsWith(first) && first.length <= 2)
  return [
    ...initials.map(noun => `${noun} ${second}`),
    ...(nouns.includes(first) && first.length > 1 ? [`${first[0] ?? ''} ${second}`] : []),
  ]
}

/** How a key leads to an entry; the entry's own key first. */
type Via = 'own' | 'synonym'

interface Entries {
  /** Key → entries as `entry * 2 + (via a synonym ? 1 : 0)`; a single one stands bare to spare memory. */
  readonly byKey: ReadonlyMap<string, number | readonly number[]>
  readonly values: readonly (string | number)[]
  readonly fieldOf: Uint16Array
  readonly longestPhrase: number
}

const collect = (fields: readonly { readonly field: FieldValues; readonly access: Access }[]): Entries => {
  const byKey = new Map<string, number | number[]>()
  const values: (string | number)[] = []
  const fieldIds: number[] = []
  let longestPhrase = 1
  const add = (key: string, entry: number, via: Via): void => {
    if (key === '') return
    longestPhrase = Math.min(12, Math.max(longestPhrase, key.split(' ').length))
    const coded = entry * 2 + (via === 'own' ? 0 : 1)
    const held = byKey.get(key)
    if (held === undefined) byKey.set(key, coded)
    else if (typeof held === 'number') byKey.set(key, [held, coded])
    else held.push(coded)
  }
  for (const [fieldId, { field, access }] of fields.entries())
    for (const value of field.values) {
      const entry = values.push(value) - 1
      fieldIds.push(fieldId)
      const key = valueKey(String(value))
      // a bare number means too much to be a value by itself
      if (typeof value === 'string' && !/^\d+(\.\d+)?$/.test(value.trim())) add(key, entry, 'own')
      const aliases = new Set(aliasKeys(key, field.nouns))
      for (const synonym of access.synonyms.get(String(value)) ?? []) aliases.add(valueKey(synonym))
      aliases.delete(key)
      for (const alias of aliases) add(alias, entry, 'synonym')
    }
  return { byKey, values, fieldOf: Uint16Array.from(fieldIds), longestPhrase }
}

/**
 * An index over built values for one role. Exact lookups are one hash; near ones (prefix, words, trigrams) take
 * under a millisecond at 100,000 values after the first, which builds their postings.
 */
export const createValueIndex = (data: ValueData, options: CreateValueIndexOptions): ValueIndex => {
  const fields = data.fields
    .map(field => ({ field, access: accessOf(field, options.model) }))
    .filter(
      ({ access }) => !access.hidden && access.grade !== 'restricted' && maySee(options.role, access.grade),
    )
  const entries = collect(fields)
  let fuzzy:
    | { readonly keys: readonly string[]; readonly search: ReturnType<typeof createFuzzySearch> }
    | undefined
  const near = (): NonNullable<typeof fuzzy> => {
    if (fuzzy === undefined) {
      const keys = Array.from(entries.byKey.keys()).toSorted((a, b) => (a < b ? -1 : 1))
      fuzzy = { keys, search: createFuzzySearch(keys) }
    }
    return fuzzy
  }

  const matchesOf = (
    key: string,
    toMatch: (value: string | number, isSynonym: boolean) => Pick<ValueMatch, 'score' | 'method'>,
  ): readonly ValueMatch[] => {
    const held = entries.byKey.get(key)
    const coded = held === undefined ? [] : typeof held === 'number' ? [held] : held
    return coded.flatMap(code => {
      const value = entries.values[code >> 1]
      const owner = fields[entries.fieldOf[code >> 1] ?? 0]?.field
      if (value === undefined || owner === undefined) return []
      return [
        { field: { dataset: owner.dataset, field: owner.field }, value, ...toMatch(value, code % 2 === 1) },
      ]
    })
  }

  const exact = (phrase: string, key: string): readonly ValueMatch[] => {
    const normal = normalizeText(phrase)
    return matchesOf(key, (value, isSynonym) => {
      if (isSynonym) return { score: 0.96, method: 'synonym' }
      return { score: normalizeText(String(value)) === normal ? 1 : 0.97, method: 'exact' }
    })
  }

  const approximate = (key: string, phrase: string, limit: number): readonly ValueMatch[] =>
    near()
      .search.find(key, phrase, limit)
      .flatMap(found =>
        matchesOf(near().keys[found.id] ?? '', (_, isSynonym) => ({
          score: found.score * (isSynonym ? 0.97 : 1),
          method: found.method,
        })),
      )

  return {
    longestPhrase: entries.longestPhrase,
    find: (phrase, { fuzzy: isFuzzy = false, limit = 20 } = {}) => {
      const key = valueKey(phrase)
      if (key === '' || valueParts(phrase).length > entries.longestPhrase + 2) return []
      const found = exact(phrase, key)
      const seen = new Set(
        found.map(match => `${match.field.dataset}\u0000${match.field.field}\u0000${match.value}`),
      )
      const more = isFuzzy
        ? approximate(key, phrase, limit).filter(
            match => !seen.has(`${match.field.dataset}\u0000${match.field.field}\u0000${match.value}`),
          )
        : []
      return [...found, ...more].toSorted((a, b) => b.score - a.score).slice(0, limit)
    },
  }
}
