import type { Diagnostic } from '@millwright/spec'
import { fieldsOfCondition } from '../query/fields-of.ts'
import type { Condition, FieldRef, MeasureExpression, Operand, Query, RowExpression } from '../query/query.ts'
import { ofGroupsFaults } from '../query/of-groups.ts'
import { seriesFaults } from '../query/series.ts'
import type { Context } from './context.ts'

interface Checker {
  readonly context: Context
  readonly found: Diagnostic[]
}

const report = (checker: Checker, code: string, path: string, message: string): void => {
  checker.found.push({ code, severity: 'error', at: { path }, message })
}

const checkField = (checker: Checker, field: FieldRef, path: string): void => {
  if (checker.context.dataset(field.dataset) === undefined)
    report(checker, 'UNKNOWN_DATASET', path, `The model has no dataset "${field.dataset}".`)
  else if (checker.context.field(field) === undefined)
    report(checker, 'UNKNOWN_FIELD', path, `The dataset "${field.dataset}" has no field "${field.field}".`)
}

const checkDataset = (checker: Checker, dataset: string, path: string): void => {
  if (checker.context.dataset(dataset) === undefined)
    report(checker, 'UNKNOWN_DATASET', path, `The model has no dataset "${dataset}".`)
}

const checkRow = (checker: Checker, expression: RowExpression, path: string): void => {
  switch (expression.kind) {
    case 'field':
    case 'row-position':
      return checkField(checker, expression.field, path)
    case 'run-length':
      checkField(checker, expression.field, path)
      if (
        expression.conditions
          .flatMap(fieldsOfCondition)
          .some(({ dataset }) => dataset !== expression.field.dataset)
      )
        report(
          checker,
          'RUN_OVER_TABLES',
          path,
          'Rows in a row are counted by conditions on their own table alone.',
        )
      return expression.conditions.forEach((one, i) =>
        checkCondition(checker, one, `${path}.conditions.${i}`),
      )
    case 'number':
      if (!Number.isFinite(expression.value))
        report(checker, 'NOT_A_NUMBER', path, 'A number of the query is not finite.')
      return
    case 'number-in':
      if (expression.reads !== undefined && !checker.context.dialect.patterns)
        report(
          checker,
          'NOT_IN_DIALECT',
          path,
          `This kind of database cannot read a ${expression.reads === 'clock' ? 'clock' : 'second number'} out of a text.`,
        )
      return checkRow(checker, expression.of, `${path}.of`)
    case 'moment':
      return
    case 'time-between':
      checkRow(checker, expression.from, `${path}.from`)
      return checkRow(checker, expression.to, `${path}.to`)
    case 'length':
    case 'time-part':
    case 'time-bucket':
      return checkRow(checker, expression.of, `${path}.of`)
    case 'arithmetic':
      checkRow(checker, expression.left, `${path}.left`)
      checkRow(checker, expression.right, `${path}.right`)
  }
}

const checkOperand = (checker: Checker, operand: Operand, path: string): void => {
  if (operand.kind === 'expression') checkRow(checker, operand.expression, path)
  if (operand.kind === 'query') checkInner(checker, operand.query, path)
  if (operand.kind === 'value') checkText(checker, operand.value, path)
}

const checkText = (checker: Checker, value: unknown, path: string): void => {
  if (typeof value === 'string' && value.includes('\0'))
    report(checker, 'VALUE_NOT_TEXT', path, 'A value holds a NUL character, which no table can hold.')
  if (typeof value === 'number' && !Number.isFinite(value))
    report(checker, 'NOT_A_NUMBER', path, 'A number of the query is not finite.')
}

const checkInner = (checker: Checker, query: Query, path: string): void => {
  checkParts(checker, query, `${path}.`)
  const outputs = query.measures.length + query.dimensions.length + query.columns.length
  if (outputs > 1)
    report(checker, 'INNER_QUERY_COLUMNS', path, `The inner query has ${outputs} columns; it must have one.`)
}

const checkCondition = (checker: Checker, condition: Condition, path: string): void => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      condition.conditions.forEach((c, i) => checkCondition(checker, c, `${path}.conditions[${i}]`))
      return
    case 'not':
      return checkCondition(checker, condition.condition, `${path}.condition`)
    case 'compare':
      checkRow(checker, condition.left, `${path}.left`)
      return checkOperand(checker, condition.right, `${path}.right`)
    case 'between':
      checkText(checker, condition.low, `${path}.low`)
      checkText(checker, condition.high, `${path}.high`)
      return checkRow(checker, condition.left, `${path}.left`)
    case 'related':
      checkDataset(checker, condition.dataset, path)
      condition.filters.forEach((c, i) => checkCondition(checker, c, `${path}.filters[${i}]`))
      return
    default:
      checkField(checker, condition.field, `${path}.field`)
      if (condition.kind === 'in') condition.values.forEach(v => checkText(checker, v, `${path}.values`))
      if (condition.kind === 'text') checkText(checker, condition.text, `${path}.text`)
      if (condition.kind === 'in-query') checkInner(checker, condition.query, `${path}.query`)
  }
}

const checkMeasure = (checker: Checker, measure: MeasureExpression, path: string): void => {
  switch (measure.kind) {
    case 'number':
      return checkText(checker, measure.value, path)
    case 'share':
    case 'series':
      return checkMeasure(checker, measure.of, `${path}.of`)
    case 'of-groups':
      checkField(checker, measure.by.field, `${path}.by`)
      return checkMeasure(checker, measure.of, `${path}.of`)
    case 'arithmetic':
      checkMeasure(checker, measure.left, `${path}.left`)
      return checkMeasure(checker, measure.right, `${path}.right`)
    case 'rows':
      checkDataset(checker, measure.dataset, path)
      break
    case 'aggregate':
      checkRow(checker, measure.value, `${path}.value`)
      break
    case 'metric':
      checkMetric(checker, measure.metric, path)
  }
  measure.filters?.forEach((c, i) => checkCondition(checker, c, `${path}.filters[${i}]`))
}

const checkMetric = (checker: Checker, name: string, path: string): void => {
  const metric = checker.context.metric(name)
  if (metric === undefined) report(checker, 'UNKNOWN_METRIC', path, `The model has no metric "${name}".`)
  else if (!isOwnMetric(metric.expression)) checkMeasure(checker, metric.expression, `${path}(${name})`)
}

/** A metric over other metrics is checked when it is expanded, which also finds circles. */
const isOwnMetric = (expression: MeasureExpression): boolean =>
  expression.kind === 'metric' ||
  (expression.kind === 'arithmetic' && (isOwnMetric(expression.left) || isOwnMetric(expression.right))) ||
  ((expression.kind === 'share' || expression.kind === 'series') && isOwnMetric(expression.of))

const checkNames = (checker: Checker, query: Query, prefix: string): void => {
  const ids = [...query.dimensions, ...query.columns, ...query.measures].map(o => o.id)
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i) report(checker, 'OUTPUT_TWICE', prefix, `Two columns are called "${id}".`)
  })
  const outputs = new Set(ids)
  if (query.compareTo !== undefined)
    for (const m of query.measures)
      outputs.add(`${m.id}__before`).add(`${m.id}__change`).add(`${m.id}__growth`)
  query.orderBy.forEach((o, i) => {
    if (o.by.kind === 'output' && !outputs.has(o.by.id))
      report(checker, 'UNKNOWN_OUTPUT', `${prefix}orderBy[${i}]`, `No column is called "${o.by.id}".`)
  })
  const per = query.limit?.per
  if (per !== undefined && !ids.includes(per))
    report(checker, 'UNKNOWN_OUTPUT', `${prefix}limit.per`, `No column is called "${per}".`)
}

const checkParts = (checker: Checker, query: Query, prefix: string): void => {
  if (query.root !== undefined) checkDataset(checker, query.root, `${prefix}root`)
  query.measures.forEach((m, i) => checkMeasure(checker, m.expression, `${prefix}measures[${i}]`))
  query.dimensions.forEach((d, i) => checkField(checker, d.field, `${prefix}dimensions[${i}]`))
  query.columns.forEach((c, i) => checkRow(checker, c.value, `${prefix}columns[${i}]`))
  query.filters.forEach((c, i) => checkCondition(checker, c, `${prefix}filters[${i}]`))
  query.having.forEach((h, i) => {
    checkMeasure(checker, h.measure, `${prefix}having[${i}].measure`)
    if (h.of !== undefined && query.compareTo === undefined)
      report(
        checker,
        'COMPARE_WITHOUT_TIME',
        `${prefix}having[${i}].of`,
        `A condition on the ${h.of} needs a period to compare with.`,
      )
    if (h.right.kind === 'query') checkInner(checker, h.right.query, `${prefix}having[${i}].right`)
  })
  query.orderBy.forEach((o, i) => {
    if (o.by.kind === 'measure') checkMeasure(checker, o.by.measure, `${prefix}orderBy[${i}]`)
    if (o.by.kind === 'row') checkRow(checker, o.by.value, `${prefix}orderBy[${i}]`)
  })
  if (query.time !== undefined) checkField(checker, query.time.field, `${prefix}time.field`)
  if (query.compareTo !== undefined && query.time === undefined)
    report(
      checker,
      'COMPARE_WITHOUT_TIME',
      `${prefix}compareTo`,
      'A comparison needs a period to compare with.',
    )
  for (const { code, message } of [...seriesFaults(query), ...ofGroupsFaults(query)])
    report(checker, code, `${prefix}measures`, message)
  checkNames(checker, query, prefix)
  if (query.setOperation !== undefined)
    checkParts(checker, query.setOperation.query, `${prefix}setOperation.query.`)
  const asksNothing =
    query.measures.length + query.dimensions.length + query.columns.length === 0 && query.root === undefined
  if (asksNothing) report(checker, 'EMPTY_QUERY', prefix, 'The query asks for nothing.')
}

/** Everything about a query that the model does not bear out, each with its path in the query. */
export const checkQuery = (context: Context, query: Query): readonly Diagnostic[] => {
  const checker: Checker = { context, found: [] }
  checkParts(checker, query, '')
  return checker.found
}
