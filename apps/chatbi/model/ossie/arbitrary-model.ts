import fc from 'fast-check'
import { dataTypeSchema, grades } from '@millwright/spec'
import { aggregates } from '../../query/query.ts'
import type { Condition, FieldRef, MeasureExpression } from '../../query/query.ts'
import type { Dataset, Field, SemanticModel } from '../semantic-model.ts'

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '产线',
    "it's",
    '# no comment',
    'a: b',
    '- x',
    'line\nbreak',
    '"q"',
    'null',
    '3',
    '~',
    ' pad ',
  ),
)
const name = fc.constantFrom('line', 'stop', 'a b', '停机', 'x"y', 'true', '12', 'on', 'Order', 'it.em')
const label = fc.oneof(fc.record({ en: text }), fc.record({ en: text, zh: text }))
const optional = <T>(key: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc.option(value, { nil: undefined }).map(given => (given === undefined ? {} : { [key]: given }))
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => (Object.is(value, -0) ? 0 : value)),
)
const scalar = fc.oneof(text, number, fc.boolean())

const fields = fc
  .uniqueArray(
    fc
      .tuple(
        fc.record({
          name,
          column: fc.oneof(
            name,
            text.filter(column => column !== ''),
          ),
          label,
          synonyms: fc.array(text, { maxLength: 2 }),
          type: fc.constantFrom(...dataTypeSchema.options),
          role: fc.constantFrom('key', 'measure', 'dimension'),
          grade: fc.constantFrom(...grades),
          hidden: fc.boolean(),
          samples: fc.array(scalar, { maxLength: 3 }),
        }),
        optional('description', text),
        optional('unit', text),
        optional('defaultAggregate', fc.constantFrom(...aggregates)),
        optional(
          'valueSynonyms',
          fc.dictionary(
            text.filter(key => key !== '__proto__'),
            fc.array(text, { maxLength: 2 }),
            { maxKeys: 2, noNullPrototype: true },
          ),
        ),
        optional('maximum', fc.oneof(text, number)),
      )
      .map(parts => Object.assign({}, ...parts) as Field), // the records above have every required key
    // one column is one field: the document names keys by column
    { minLength: 1, maxLength: 4, selector: field => field.name, comparator: (a, b) => a === b },
  )
  .filter(list => new Set(list.flatMap(field => [field.column])).size === list.length)
  .filter(list => list.every(field => list.every(other => other === field || other.column !== field.name)))

const dataset: fc.Arbitrary<Dataset> = fc
  .tuple(
    fc.record({ name, label, synonyms: fc.array(text, { maxLength: 2 }), hidden: fc.boolean(), fields }),
    fc.oneof(fc.record({ name }), fc.record({ schema: name, name })),
    optional('description', text),
    optional('rowCount', fc.nat()),
    fc.boolean(),
    fc.array(fc.array(text, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  )
  .map(([base, table, description, rowCount, hasKey, segments]) => ({
    ...base,
    table,
    ...description,
    ...rowCount,
    ...(segments.length === 0
      ? {}
      : {
          segments: segments.map(words => ({
            words,
            condition: {
              kind: 'is-null' as const,
              field: { dataset: base.name, field: base.fields[0]?.name ?? '' },
            },
          })),
        }),
    primaryKey: hasKey ? base.fields.slice(0, 1).map(field => field.name) : [],
  }))

const refOf = (datasets: readonly Dataset[], at: number): FieldRef => {
  const owner = datasets[at % datasets.length]
  return { dataset: owner?.name ?? '', field: owner?.fields[at % owner.fields.length]?.name ?? '' }
}

const expressionOf = (datasets: readonly Dataset[]): fc.Arbitrary<MeasureExpression> => {
  const ref = fc.nat(20).map(at => refOf(datasets, at))
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      kind: fc.constant('compare' as const),
      left: ref.map(field => ({ kind: 'field' as const, field })),
      operator: fc.constantFrom('=', '!=', '<'),
      right: scalar.map(value => ({ kind: 'value' as const, value })),
    }),
    fc.record({ kind: fc.constant('in' as const), field: ref, values: fc.array(scalar, { maxLength: 2 }) }),
    fc.record({
      kind: fc.constant('text' as const),
      match: fc.constantFrom('contains', 'like'),
      field: ref,
      text,
    }),
    fc.record({
      kind: fc.constant('related' as const),
      dataset: ref.map(one => one.dataset),
      filters: fc.constant([]),
    }),
  )
  return fc.oneof(
    fc.record({
      kind: fc.constant('rows' as const),
      dataset: ref.map(one => one.dataset),
      filters: fc.array(condition, { maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constant('aggregate' as const),
      aggregate: fc.constantFrom(...aggregates),
      value: ref.map(field => ({ kind: 'field' as const, field })),
    }),
    fc.record({
      kind: fc.constant('arithmetic' as const),
      operator: fc.constantFrom('/', '-'),
      left: ref.map(one => ({ kind: 'rows' as const, dataset: one.dataset })),
      right: number.map(value => ({ kind: 'number' as const, value })),
    }),
  )
}

/** Valid semantic models of every shape, with names and texts that YAML and SQL like to trip over. For tests. */
export const arbitraryModel: fc.Arbitrary<SemanticModel> = fc
  .uniqueArray(dataset, { minLength: 1, maxLength: 3, selector: one => one.name })
  .chain(datasets =>
    fc
      .tuple(
        fc.record({
          sourceId: text.filter(id => id !== ''),
          name: text,
          version: fc.integer({ min: 1, max: 99 }),
          dialect: fc.constantFrom('duckdb', 'sqlite', 'postgres', 'mysql'),
        }),
        fc.uniqueArray(
          fc.record({
            name,
            label,
            synonyms: fc.array(text, { maxLength: 1 }),
            hidden: fc.boolean(),
            expression: expressionOf(datasets),
          }),
          { maxLength: 3, selector: metric => metric.name },
        ),
        fc.array(
          fc.tuple(
            fc.nat(9),
            fc.nat(9),
            optional('role', text),
            optional('oneToOne', fc.boolean()),
            optional('verbs', fc.array(text, { maxLength: 2 })),
          ),
          {
            maxLength: 2,
          },
        ),
        optional('description', text),
      )
      .map(([base, metrics, pairs, description]) => ({
        ...base,
        ...description,
        datasets,
        metrics,
        rowRules: [],
        relationships: pairs.map(([a, b, role, oneToOne, verbs], at) => {
          const from = refOf(datasets, a)
          const to = refOf(datasets, b)
          return {
            name: `r${at}`,
            from: from.dataset,
            to: to.dataset,
            fromFields: [from.field],
            toFields: [to.field],
            ...role,
            ...oneToOne,
            ...verbs,
          }
        }),
      })),
  )
  // records without a prototype become plain ones, as JSON gives them
  .map(model => structuredClone(model))
