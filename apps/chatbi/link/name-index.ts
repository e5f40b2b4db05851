import type { Localized } from '@millwright/spec'
import type { Dataset, Field, Metric, SemanticModel } from '../model/semantic-model.ts'
import { findField } from '../query/find-in-model.ts'
import type { LinkTarget } from './link.ts'
import { commonPrefix } from './string-similarity.ts'
import { toKeys } from './to-atoms.ts'

export type NameTarget = Extract<LinkTarget, { readonly kind: 'metric' | 'field' | 'dataset' }>

/** One way to say a name: its keys in order with what each weighs. `score` caps what a full match is worth. */
export interface NameForm {
  readonly target: NameTarget
  readonly keys: readonly string[]
  readonly weights: readonly number[]
  readonly weight: number
  readonly score: number
  readonly reason: string
  readonly isHan: boolean
  /** The name of a flag: part of it says it ("failed" of machine failure). */
  readonly isFlag?: boolean
  /** The name of a key field: its words without "id" mean the rows it refers to. */
  readonly isKey: boolean
}

export interface NameIndex {
  readonly forms: readonly NameForm[]
  /** Forms that hold a key. */
  readonly byKey: ReadonlyMap<string, readonly NameForm[]>
  readonly vocabulary: readonly string[]
  /** Keys that may be short for a longer word. */
  readonly short: readonly string[]
}

const functionKeys = new Set('of the in a an by for to per on at and is de with from'.split(' '))
const lightKeys = new Set(
  'number num no name id code key description text value count total date time type flag indicator amount detail info data identifier index list'.split(
    ' ',
  ),
)
const unitKeys = new Set(
  'kwh kw mm um cm km kg min minute hour h s second rpm nm k c pct percent cny usd eur dollar million billion thousand unit degree'.split(
    ' ',
  ),
)

/** Characters that say "record", "list" or "name" of any table. */
const lightHan = new Set('记录表单清明细数据信息编号名称')

const weightOf = (key: string): number =>
  functionKeys.has(key)
    ? 0.15
    : /^\d$/.test(key)
      ? 0.3
      : lightHan.has(key)
        ? 0.4
        : unitKeys.has(key)
          ? 0.3
          : lightKeys.has(key)
            ? 0.6
            : 1

const isHanKeys = (keys: readonly string[]): boolean => /\p{Script=Han}/u.test(keys.join(''))

interface FormWorth {
  readonly score: number
  readonly reason: string
  readonly isKey?: boolean
  readonly isFlag?: boolean
}

const createForm = (
  target: NameTarget,
  keys: readonly string[],
  { score, reason, isKey = false, isFlag = false }: FormWorth,
): NameForm => {
  const weights = keys.map((key, i) =>
    // the last word of a table's name says what its rows are
    target.kind === 'dataset' && keys.length > 1 && i === keys.length - 1
      ? weightOf(key) * 1.5
      : weightOf(key),
  )
  const weight = weights.reduce((sum, one) => sum + one, 0)
  return { target, keys, weights, weight, score, reason, isHan: isHanKeys(keys), isKey, isFlag }
}

/** Words of `PascalCase`, `snake_case` and `camelCase` names. */
const splitName = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')

interface Named {
  readonly name: string
  readonly label: Localized
  readonly synonyms: readonly string[]
}

const namesOf = (
  thing: Named,
  extra: readonly string[] = [],
): readonly (readonly [string, string, number])[] => [
  [thing.label.en, 'name', 1],
  ...(thing.label.zh === undefined ? [] : [[thing.label.zh, 'name', 1] as const]),
  ...thing.synonyms.map(synonym => [synonym, 'synonym', 0.98] as const),
  [splitName(thing.name), 'name', 1],
  ...extra.map(name => [splitName(name), 'name', 1] as const),
]

/** Whether `key` says again which dataset it is in: `shop` or `cust` in `customers`. */
const repeatsDataset = (key: string, datasetKeys: readonly string[]): boolean =>
  datasetKeys.some(
    own =>
      own === key ||
      (key.length >= 3 && own.startsWith(key)) ||
      (own.length >= 4 && commonPrefix(own, key) === own.length),
  )

interface FieldPlace {
  /** It refers to rows of another table. */
  readonly isReference: boolean
  /** Names of all tables, as keys joined by blanks. */
  readonly tables: ReadonlySet<string>
}

const fieldForms = (
  dataset: Dataset,
  field: Field,
  { isReference, tables }: FieldPlace,
): readonly NameForm[] => {
  const target: NameTarget = { kind: 'field', field: { dataset: dataset.name, field: field.name } }
  const datasetNames = namesOf(dataset).map(([name]) => toKeys(name))
  const datasetKeys = datasetNames.flat().filter(key => !functionKeys.has(key))
  return namesOf(field, [field.column]).flatMap(([name, reason, score]) => {
    const keys = toKeys(name)
    if (keys.length === 0) return []
    const isKey = field.role === 'key'
    const worth = isReference ? 0.97 : 1
    const isFlag = field.valueKind === 'flag'
    const forms = [createForm(target, keys, { score: score * worth, reason, isKey, isFlag })]
    const rest = keys.filter(key => !repeatsDataset(key, datasetKeys))
    const own = rest.every(key => functionKeys.has(key)) ? [] : rest
    const isTooShort = isHanKeys(own) && own.length < 2
    // `airline_flight` of flights is no name for the table of airlines
    const isOther = !isReference && field.role !== 'key' && tables.has(own.join(' '))
    if (own.length > 0 && own.length < keys.length && !isTooShort && !isOther)
      forms.push(createForm(target, own, { score: score * 0.96 * worth, reason, isKey }))
    // "each city", of a column city_name
    const named = keys.slice(0, -1).join(' ')
    if (
      keys.length > 1 &&
      keys.at(-1) === 'name' &&
      !tables.has(named) &&
      !/^(first|last|middle|user|full)$/.test(named)
    )
      forms.push(createForm(target, keys.slice(0, -1), { score: score * 0.93 * worth, reason, isKey }))
    // "payload" of a column pay_load
    const [first = '', second = ''] = keys
    if (keys.length === 2 && /^[a-z]{3,}$/.test(first) && /^[a-z]{3,}$/.test(second))
      forms.push(createForm(target, [`${first}${second}`], { score: score * 0.96 * worth, reason, isKey }))
    const isNamed = field.isName === true || (field.type === 'text' && field.role === 'dimension')
    if (isNamed && !isHanKeys(keys) && !keys.includes('name'))
      forms.push(createForm(target, [...keys, 'name'], { score: score * worth, reason, isKey }))
    // "fault types" of a column "fault"
    if (field.valueKind === 'category' && !isHanKeys(keys) && !keys.includes('type'))
      forms.push(createForm(target, [...keys, 'type'], { score: score * 0.98 * worth, reason, isKey }))
    for (const prefix of datasetNames) {
      if (prefix.length === 0 || isHanKeys(prefix) !== isHanKeys(keys)) continue
      const last = prefix.length > 1 && !isHanKeys(prefix) ? [prefix, prefix.slice(-1)] : [prefix]
      for (const one of last)
        if (!keys.join(' ').startsWith(one.join(' ')))
          forms.push(
            createForm(target, [...one, ...(own.length > 0 ? own : keys)], {
              score,
              reason: 'name with its table',
              isKey,
            }),
          )
    }
    return forms
  })
}

const build = (model: SemanticModel): NameIndex => {
  const refers = (dataset: string, field: string): boolean =>
    model.relationships.some(one => one.from === dataset && one.fromFields.includes(field))
  const forms: NameForm[] = []
  const tables = new Set(
    model.datasets.flatMap(one => (one.hidden ? [] : namesOf(one).map(([name]) => toKeys(name).join(' ')))),
  )
  for (const dataset of model.datasets) {
    if (dataset.hidden) continue
    const target: NameTarget = { kind: 'dataset', dataset: dataset.name }
    for (const [name, reason, score] of namesOf(dataset, [dataset.table.name])) {
      const keys = toKeys(name)
      if (keys.length > 0) forms.push(createForm(target, keys, { score, reason }))
    }
    for (const field of dataset.fields)
      if (!field.hidden)
        forms.push(...fieldForms(dataset, field, { isReference: refers(dataset.name, field.name), tables }))
  }
  for (const metric of model.metrics) if (!metric.hidden) forms.push(...metricForms(metric, model))
  return index(withoutRepeats(forms))
}

const metricForms = (metric: Metric, model: SemanticModel): readonly NameForm[] => {
  const isPlain = isPlainAggregate(metric, model)
  if (isPlain && metric.expression.kind === 'rows') return []
  return namesOf(metric)
    .filter(([, reason]) => !isPlain || reason === 'synonym')
    .map(([name, reason, score]) => [toKeys(name), { score, reason }] as const)
    .filter(([keys]) => keys.length > 0)
    .map(([keys, worth]) => createForm({ kind: 'metric', metric: metric.name }, keys, worth))
}

/** "number of stops", "total cost": the grammar composes these itself; only what people call them besides counts. */
const isPlainAggregate = (metric: Metric, model: SemanticModel): boolean => {
  const { expression } = metric
  if (expression.kind === 'rows' && !expression.filters?.length)
    return metric.label.en.startsWith('number of ')
  if (expression.kind !== 'aggregate' || expression.value.kind !== 'field' || expression.filters?.length)
    return false
  const field = findField(model, expression.value.field)
  return field !== undefined && metric.label.en.replace(/^(total|average) /, '') === field.label.en
}

export const targetKey = (target: NameTarget): string =>
  target.kind === 'metric'
    ? `m:${target.metric}`
    : target.kind === 'dataset'
      ? `d:${target.dataset}`
      : `f:${target.field.dataset}.${target.field.field}`

const withoutRepeats = (forms: readonly NameForm[]): readonly NameForm[] => {
  const best = new Map<string, NameForm>()
  for (const form of forms) {
    const key = `${targetKey(form.target)}\u0000${form.keys.join(' ')}`
    const known = best.get(key)
    if (!known || known.score < form.score) best.set(key, form)
  }
  return [...best.values()]
}

const index = (forms: readonly NameForm[]): NameIndex => {
  const byKey = new Map<string, NameForm[]>()
  for (const form of forms)
    for (const key of new Set(form.keys)) {
      const holders = byKey.get(key)
      if (holders) holders.push(form)
      else byKey.set(key, [form])
    }
  const keys = [...byKey.keys()]
  return {
    forms,
    byKey,
    vocabulary: keys.filter(key => /^[a-z]{4,}$/.test(key)),
    short: keys.filter(key => /^[a-z]{3,5}$/.test(key)),
  }
}

const cache = new WeakMap<SemanticModel, NameIndex>()

/** Names of everything in `model`, ready to be matched; built once for each model object. */
export const nameIndexOf = (model: SemanticModel): NameIndex => {
  const known = cache.get(model)
  if (known) return known
  const built = build(model)
  cache.set(model, built)
  return built
}
