import { localize } from '@millwright/spec'
import type { Language } from '@millwright/spec'
import type { Dataset, Field, SemanticModel } from '../../model/semantic-model.ts'
import type {
  AllGroups,
  Condition,
  Dimension,
  FieldRef,
  Having,
  MeasureExpression,
  Operand,
  OrderBy,
  Query,
  RowExpression,
  Scalar,
} from '../../query/query.ts'
import { withBoundedTimes } from '../../query/bounded-times.ts'
import type { BoundedTime } from '../../query/bounded-times.ts'
import { timeOfMoment } from '../../query/moment.ts'
import { chatBiTexts } from '../i18n/texts.ts'

/** Finds a dataset of the model by its name. */
export const findDataset = (model: SemanticModel | undefined, name: string): Dataset | undefined =>
  model?.datasets.find(dataset => dataset.name === name)

/** Finds the field that a reference names. */
export const findField = (model: SemanticModel | undefined, ref: FieldRef): Field | undefined =>
  findDataset(model, ref.dataset)?.fields.find(field => field.name === ref.field)

/** The words a person reads for the parts of a query, from the labels of the model. */
export interface QueryLabels {
  readonly field: (ref: FieldRef) => string
  readonly dataset: (name: string) => string
  readonly measure: (expression: MeasureExpression) => string
  readonly dimension: (dimension: Dimension) => string
  readonly row: (expression: RowExpression) => string
  readonly condition: (condition: Condition) => string
  readonly having: (having: Having) => string
  readonly order: (query: Query, order: OrderBy) => string
}

/** The last day of a period of whole days, else the moment it ends. */
const lastOf = ({ from, to }: BoundedTime): string => {
  const isWhole = from.endsWith('T00:00:00') && to.endsWith('T00:00:00')
  return isWhole ? new Date(Date.parse(`${to}Z`) - 1).toISOString().slice(0, 10) : to
}

export const createQueryLabels = (model: SemanticModel | undefined, language: Language): QueryLabels => {
  const texts = chatBiTexts[language].query
  const dataset: QueryLabels['dataset'] = name => {
    const found = findDataset(model, name)
    return found ? localize(found.label, language) : name
  }
  const field: QueryLabels['field'] = ref => {
    const found = findField(model, ref)
    return found ? localize(found.label, language) : ref.field
  }
  const row: QueryLabels['row'] = expression => {
    switch (expression.kind) {
      case 'field':
        return field(expression.field)
      case 'number':
        return String(expression.value)
      case 'arithmetic':
        return expression.operator === 'hours-between'
          ? texts.hoursBetween(row(expression.left), row(expression.right))
          : `${row(expression.left)} ${expression.operator} ${row(expression.right)}`
      case 'number-in':
        return expression.reads === 'second' ? texts.secondNumberOf(row(expression.of)) : row(expression.of)
      case 'row-position':
        return texts.rowPosition
      case 'run-length':
        return texts.runLength(conditions(expression.conditions).join(' · '))
      case 'length':
        return texts.lengthOf(row(expression.of))
      case 'moment':
        return timeOfMoment(expression).slice(0, 10)
      case 'time-between':
        return texts.timeBetween(texts.timeUnits[expression.unit], row(expression.from), row(expression.to))
      case 'time-bucket':
        return row(expression.of)
      case 'time-part':
        return texts.partOf(texts.parts[expression.part], row(expression.of))
    }
  }
  const withFilters = (text: string, filters: readonly Condition[] | undefined): string =>
    filters && filters.length > 0 ? `${text} (${conditions(filters).join(texts.and)})` : text
  const measure: QueryLabels['measure'] = expression => {
    switch (expression.kind) {
      case 'metric': {
        const found = model?.metrics.find(metric => metric.name === expression.metric)
        return withFilters(found ? localize(found.label, language) : expression.metric, expression.filters)
      }
      case 'aggregate':
        return withFilters(texts.aggregates[expression.aggregate](row(expression.value)), expression.filters)
      case 'rows':
        return withFilters(texts.numberOf(dataset(expression.dataset)), expression.filters)
      case 'arithmetic':
        return `${measure(expression.left)} ${expression.operator} ${measure(expression.right)}`
      case 'number':
        return String(expression.value)
      case 'share':
        return (expression.within === undefined ? texts.shareOf : texts.shareWithin)(measure(expression.of))
      case 'series':
        return texts.seriesOf(expression.calculation, measure(expression.of))
      case 'of-groups': {
        const { aggregate, of, by, when } = expression
        const group = by.grain === undefined ? field(by.field) : texts.grains[by.grain]
        const limit =
          when &&
          `${texts.operators[when.operator]} ${'value' in when ? when.value : ofAllGroups(when.ofAll)}`
        return texts.ofGroups(aggregate, measure(of), group, limit)
      }
    }
  }
  const value = (scalar: Scalar): string =>
    typeof scalar === 'boolean'
      ? scalar
        ? texts.yes
        : texts.no
      : String(scalar).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):00$/, (_, day: string, time: string) =>
          time === '00:00' ? day : `${day} ${time}`,
        )
  const operand = (right: Operand): string =>
    right.kind === 'value'
      ? value(right.value)
      : right.kind === 'expression'
        ? row(right.expression)
        : texts.subquery
  /** Conditions that all hold; two that bound one time are its period, by its first and last day. */
  const conditions = (all: readonly Condition[]): readonly string[] =>
    withBoundedTimes(all).map(item =>
      item.kind === 'period'
        ? `${row(item.left)} ${value(item.from)} – ${value(lastOf(item))}`
        : condition(item),
    )
  const condition: QueryLabels['condition'] = item => {
    switch (item.kind) {
      case 'and':
        return conditions(item.conditions).join(texts.and)
      case 'or':
        return item.conditions.map(condition).join(texts.or)
      case 'not':
        return texts.not(condition(item.condition))
      case 'compare':
        return `${row(item.left)} ${texts.operators[item.operator]} ${operand(item.right)}`
      case 'in':
        return `${field(item.field)} ${item.negated ? texts.isNot : texts.is} ${item.values.map(value).join(texts.listComma)}`
      case 'in-query':
        return `${field(item.field)} ${item.negated ? texts.isNot : texts.is} ${subquery(item.query)}`
      case 'between':
        return `${row(item.left)} ${value(item.low)} – ${value(item.high)}`
      case 'text':
        return `${field(item.field)} ${item.negated ? texts.notPrefix : ''}${texts.matches[item.match]} “${item.text}”`
      case 'is-null':
        return item.negated ? texts.isFilled(field(item.field)) : texts.isEmpty(field(item.field))
      case 'related':
        return withFilters(
          item.negated ? texts.without(dataset(item.dataset)) : texts.withSome(dataset(item.dataset)),
          item.filters,
        )
    }
  }
  const dimension: QueryLabels['dimension'] = item => {
    const name = field(item.field)
    const isUsual = findDataset(model, item.field.dataset)?.defaultTime === item.field.field
    if (item.shift) return isUsual ? texts.groupings.shift.toLowerCase() : texts.shiftOf(name)
    if (item.grain) {
      const grain = texts.grains[item.grain]
      return isUsual ? grain : texts.grainOf(grain, name)
    }
    if (item.part) return texts.partOf(texts.parts[item.part], name)
    return item.binWidth ? texts.binOf(name, item.binWidth) : name
  }
  const ofAllGroups = ({ statistic, times }: AllGroups): string => {
    const value = statistic === 'median' ? texts.groupsMedian : texts.groupsAverage
    return times === undefined ? value : texts.timesOf(times, value)
  }
  const having: QueryLabels['having'] = item => {
    const right =
      item.right.kind === 'value'
        ? String(item.right.value)
        : item.right.kind === 'query'
          ? texts.subquery
          : ofAllGroups(item.right)
    const left = measure(item.measure)
    const told = item.of === undefined ? left : texts.movedOf(item.of, left)
    return `${told} ${texts.operators[item.operator]} ${right}`
  }
  /** What the inner query picks: the first few of an order, or those that pass a condition. */
  const subquery = (query: Query): string => {
    const [by] = query.orderBy
    if (query.limit && by)
      return texts.firstBy(query.limit.count, orderName(query, by), by.direction === 'desc')
    const kept = [...conditions(query.filters), ...query.having.map(having)]
    return kept.length > 0 ? texts.thoseWhere(kept.join(texts.and)) : texts.subquery
  }
  const outputLabel = (query: Query, id: string): string => {
    const asMeasure = query.measures.find(item => item.id === id)
    if (asMeasure) return measure(asMeasure.expression)
    const asDimension = query.dimensions.find(item => item.id === id)
    if (asDimension) return dimension(asDimension)
    const asColumn = query.columns.find(item => item.id === id)
    return asColumn ? row(asColumn.value) : id
  }
  const orderName = (query: Query, item: OrderBy): string =>
    item.by.kind === 'output'
      ? outputLabel(query, item.by.id)
      : item.by.kind === 'measure'
        ? measure(item.by.measure)
        : row(item.by.value)
  const order: QueryLabels['order'] = (query, item) =>
    `${orderName(query, item)} ${item.direction === 'asc' ? '↑' : '↓'}`
  return { field, dataset, measure, dimension, row, condition, having, order }
}
