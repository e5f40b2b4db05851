import type { Diagnostic } from '@millwright/spec'
import type { Field, SemanticModel } from '../model/semantic-model.ts'
import { findDataset, findField, findMetric } from './find-in-model.ts'
import type {
  Condition,
  FieldRef,
  GroupingShape,
  MeasureExpression,
  Operand,
  Query,
  RowExpression,
  Scalar,
} from './query.ts'
import { ofGroupsFaults } from './of-groups.ts'
import { seriesFaults } from './series.ts'

type ValueType = 'number' | 'text' | 'time' | 'boolean' | 'unknown'

interface Check {
  readonly model: SemanticModel
  report(code: string, path: string, message: string, fix?: string): void
}

const maximumDepth = 8

/**
 * Every fault of `query` against `model`: datasets, fields and metrics that do not exist, values that do not fit
 * a field's type, sums over what is no number, orders and limits that name no output. `at.path` is the place in
 * the query (`filters.0.left`). Judges a person's edit and a model's proposal alike; an empty list means it can
 * be compiled.
 */
export const validateQuery = (query: Query, model: SemanticModel): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const check: Check = {
    model,
    report: (code, path, message, fix) =>
      found.push({ code, severity: 'error', at: { path }, message, ...(fix === undefined ? {} : { fix }) }),
  }
  checkQuery(check, query, '', 0)
  return found
}

const join = (path: string, part: string | number): string => (path === '' ? `${part}` : `${path}.${part}`)

const checkQuery = (check: Check, query: Query, path: string, depth: number): void => {
  if (depth > maximumDepth) return check.report('QUERY_TOO_DEEP', path, 'The query is nested too deeply.')
  const at = (...parts: (string | number)[]): string => parts.reduce<string>(join, path)
  if (query.root !== undefined) checkDataset(check, query.root, at('root'))
  query.measures.forEach((measure, i) => checkMeasure(check, measure.expression, at('measures', i), depth))
  query.columns.forEach((column, i) => typeOfRow(check, column.value, at('columns', i)))
  query.filters.forEach((filter, i) => checkCondition(check, filter, at('filters', i), depth))
  checkDimensions(check, query, at)
  checkTime(check, query, at)
  query.having.forEach((having, i) => {
    checkMeasure(check, having.measure, at('having', i, 'measure'), depth)
    if (having.right.kind === 'query') checkQuery(check, having.right.query, at('having', i), depth + 1)
    if (having.of !== undefined && query.compareTo === undefined)
      check.report('QUERY_CHANGE', at('having', i, 'of'), 'A condition on a change needs a second period.')
    checkOwnAverage(check, query, having.right, at('having', i, 'right'))
  })
  checkOutputs(check, query, at, depth)
  for (const { code, message } of [...seriesFaults(query), ...ofGroupsFaults(query)])
    check.report(`QUERY_${code}`, at('measures'), message)
  if (query.setOperation) checkSetOperation(check, query, at('setOperation', 'query'), depth)
}

const checkOwnAverage = (
  check: Check,
  query: Query,
  right: Query['having'][number]['right'],
  path: string,
): void => {
  if (right.kind !== 'groups-average' || right.within === undefined) return
  if (!query.dimensions.some(({ id }) => id === right.within))
    check.report(
      'QUERY_AVERAGE_WITHIN',
      path,
      'An average within groups needs a dimension of the query that says which groups.',
    )
  if (right.statistic === 'median')
    check.report('QUERY_AVERAGE_WITHIN', path, 'Within groups only the average is told, not the median.')
}

const outputCount = (query: Query): number => {
  const grouped = query.measures.length + query.dimensions.length
  return grouped > 0 ? grouped : query.columns.length
}

const checkSetOperation = (check: Check, query: Query, path: string, depth: number): void => {
  const other = query.setOperation?.query
  if (!other) return
  checkQuery(check, other, path, depth + 1)
  if (outputCount(other) !== outputCount(query))
    check.report(
      'QUERY_OUTPUTS_DIFFER',
      path,
      'Both sides of a set operation need the same number of columns.',
    )
}

const checkDimensions = (check: Check, query: Query, at: (...parts: (string | number)[]) => string): void =>
  query.dimensions.forEach((dimension, i) => checkGrouping(check, dimension, at('dimensions', i)))

const checkGrouping = (check: Check, grouping: GroupingShape, path: string): void => {
  const field = checkField(check, grouping.field, join(path, 'field'))
  if (!field) return
  const timed = grouping.grain !== undefined || grouping.part !== undefined || grouping.shift === true
  if (timed && !canBeTime(field))
    check.report(
      'QUERY_TYPE_MISMATCH',
      path,
      `"${field.name}" is no time and has no ${grouping.grain ?? grouping.part ?? 'shift'}.`,
    )
  if (grouping.binWidth !== undefined && typeOfField(field) !== 'number')
    check.report('QUERY_TYPE_MISMATCH', path, `"${field.name}" is no number to cut into bins.`)
}

const checkTime = (check: Check, query: Query, at: (...parts: (string | number)[]) => string): void => {
  if (query.time) {
    const field = checkField(check, query.time.field, at('time', 'field'))
    if (field && !canBeTime(field))
      check.report('QUERY_TYPE_MISMATCH', at('time', 'field'), `"${field.name}" is no time.`)
    const { from, to } = query.time.range
    if (from !== undefined && to !== undefined && from >= to)
      check.report('QUERY_RANGE_EMPTY', at('time', 'range'), `The period from ${from} to ${to} is empty.`)
  } else if (query.compareTo)
    check.report('QUERY_TIME_MISSING', at('compareTo'), 'A comparison needs a period to compare with.')
}

const checkOutputs = (
  check: Check,
  query: Query,
  at: (...parts: (string | number)[]) => string,
  depth: number,
): void => {
  const outputs = [...query.measures, ...query.dimensions, ...query.columns].map(output => output.id)
  const repeated = outputs.find((id, i) => outputs.indexOf(id) !== i)
  if (repeated !== undefined)
    check.report('QUERY_OUTPUT_REPEATED', at(), `Two outputs are called "${repeated}".`)
  if (outputs.length === 0 && query.root === undefined)
    check.report(
      'QUERY_EMPTY',
      at(),
      'The query asks for nothing: it has no measure, no column and no dataset.',
    )
  query.orderBy.forEach((order, i) => {
    const path = at('orderBy', i)
    if (order.by.kind === 'output' && !isOutput(outputs, order.by.id))
      check.report('QUERY_OUTPUT_UNKNOWN', path, `"${order.by.id}" is no output of the query.`, outputs[0])
    if (order.by.kind === 'measure') checkMeasure(check, order.by.measure, path, depth)
    if (order.by.kind === 'row') typeOfRow(check, order.by.value, path)
  })
  const per = query.limit?.per
  if (per !== undefined && !query.dimensions.some(dimension => dimension.id === per))
    check.report('QUERY_OUTPUT_UNKNOWN', at('limit', 'per'), `"${per}" is no dimension of the query.`)
}

const isOutput = (outputs: readonly string[], id: string): boolean =>
  outputs.includes(id) || outputs.includes(id.replace(/__(before|change)$/, ''))

const checkDataset = (check: Check, name: string, path: string): void => {
  if (findDataset(check.model, name)) return
  const fix = closest(
    name,
    check.model.datasets.map(dataset => dataset.name),
  )
  check.report('QUERY_DATASET_UNKNOWN', path, `There is no dataset "${name}".`, fix)
}

const checkField = (check: Check, ref: FieldRef, path: string): Field | undefined => {
  const field = findField(check.model, ref)
  if (field) return field
  const dataset = findDataset(check.model, ref.dataset)
  if (!dataset) checkDataset(check, ref.dataset, path)
  else
    check.report(
      'QUERY_FIELD_UNKNOWN',
      path,
      `"${ref.dataset}" has no field "${ref.field}".`,
      closest(
        ref.field,
        dataset.fields.map(other => other.name),
      ),
    )
  return undefined
}

const canBeTime = (field: Field): boolean =>
  field.role === 'time' || field.type === 'date' || field.type === 'timestamp' || field.type === 'time'

const typeOfField = (field: Field): ValueType => {
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'date':
    case 'timestamp':
    case 'time':
      return 'time'
    case 'text':
      return field.role === 'time' ? 'time' : 'text'
    default:
      return 'unknown'
  }
}

const typeOfRow = (check: Check, expression: RowExpression, path: string): ValueType => {
  switch (expression.kind) {
    case 'field': {
      const field = checkField(check, expression.field, path)
      return field ? typeOfField(field) : 'unknown'
    }
    case 'number':
      return 'number'
    case 'row-position':
      checkField(check, expression.field, path)
      return 'number'
    case 'run-length':
      checkField(check, expression.field, path)
      expression.conditions.forEach((condition, i) =>
        checkCondition(check, condition, join(path, `conditions.${i}`), 0),
      )
      return 'number'
    case 'number-in':
    case 'length':
      typeOfRow(check, expression.of, path)
      return 'number'
    case 'moment':
      return 'time'
    case 'time-between':
      for (const side of ['from', 'to'] as const)
        if (!['time', 'unknown'].includes(typeOfRow(check, expression[side], join(path, side))))
          check.report('QUERY_TYPE_MISMATCH', join(path, side), 'Only between times is there a time.')
      return 'number'
    case 'time-bucket':
      if (typeOfRow(check, expression.of, path) !== 'time')
        check.report('QUERY_TYPE_MISMATCH', path, `Only a time lies in a ${expression.grain}.`)
      return 'time'
    case 'time-part': {
      const type = typeOfRow(check, expression.of, path)
      if (type === 'boolean')
        check.report('QUERY_TYPE_MISMATCH', path, `A ${type} has no ${expression.part}.`)
      return 'number'
    }
    case 'arithmetic': {
      const sides = [
        typeOfRow(check, expression.left, join(path, 'left')),
        typeOfRow(check, expression.right, join(path, 'right')),
      ]
      const unfit = expression.operator === 'hours-between' ? ['boolean', 'number'] : ['text', 'boolean']
      if (sides.some(side => unfit.includes(side)))
        check.report(
          'QUERY_TYPE_MISMATCH',
          path,
          `"${expression.operator}" cannot be computed on these values.`,
        )
      return 'number'
    }
  }
}

const checkMeasure = (check: Check, expression: MeasureExpression, path: string, depth: number): void => {
  switch (expression.kind) {
    case 'metric':
      if (!findMetric(check.model, expression.metric)) {
        const names = check.model.metrics.map(metric => metric.name)
        const message = `There is no metric "${expression.metric}".`
        check.report('QUERY_METRIC_UNKNOWN', path, message, closest(expression.metric, names))
      }
      break
    case 'aggregate': {
      const type = typeOfRow(check, expression.value, join(path, 'value'))
      const numeric = ['sum', 'avg', 'median', 'stddev'].includes(expression.aggregate)
      if (numeric && (type === 'time' || (type === 'boolean' && expression.aggregate !== 'sum')))
        check.report(
          'QUERY_TYPE_MISMATCH',
          path,
          `"${expression.aggregate}" needs a number, this is a ${type}.`,
        )
      break
    }
    case 'rows':
      checkDataset(check, expression.dataset, path)
      break
    case 'arithmetic':
      checkMeasure(check, expression.left, join(path, 'left'), depth)
      checkMeasure(check, expression.right, join(path, 'right'), depth)
      break
    case 'share':
    case 'series':
      checkMeasure(check, expression.of, join(path, 'of'), depth)
      break
    case 'of-groups':
      checkMeasure(check, expression.of, join(path, 'of'), depth)
      checkGrouping(check, expression.by, join(path, 'by'))
      break
    case 'number':
  }
  if ('filters' in expression)
    expression.filters?.forEach((filter, i) =>
      checkCondition(check, filter, join(path, `filters.${i}`), depth),
    )
}

const checkCondition = (check: Check, condition: Condition, path: string, depth: number): void => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      condition.conditions.forEach((inner, i) =>
        checkCondition(check, inner, join(path, `conditions.${i}`), depth),
      )
      break
    case 'not':
      checkCondition(check, condition.condition, join(path, 'condition'), depth)
      break
    case 'compare': {
      const type = typeOfRow(check, condition.left, join(path, 'left'))
      checkOperand(check, condition.right, type, { path: join(path, 'right'), depth })
      break
    }
    case 'between': {
      const type = typeOfRow(check, condition.left, join(path, 'left'))
      checkScalar(check, condition.low, type, join(path, 'low'))
      checkScalar(check, condition.high, type, join(path, 'high'))
      break
    }
    case 'in': {
      const field = checkField(check, condition.field, join(path, 'field'))
      const type = field ? typeOfField(field) : 'unknown'
      condition.values.forEach((value, i) => checkScalar(check, value, type, join(path, `values.${i}`)))
      break
    }
    case 'in-query':
      checkField(check, condition.field, join(path, 'field'))
      checkInner(check, condition.query, join(path, 'query'), depth)
      break
    case 'text':
    case 'is-null':
      checkField(check, condition.field, join(path, 'field'))
      break
    case 'related':
      checkDataset(check, condition.dataset, join(path, 'dataset'))
      condition.filters.forEach((inner, i) => checkCondition(check, inner, join(path, `filters.${i}`), depth))
  }
}

const checkInner = (check: Check, query: Query, path: string, depth: number): void => {
  checkQuery(check, query, path, depth + 1)
  if (outputCount(query) !== 1)
    check.report('QUERY_OUTPUTS_DIFFER', path, 'An inner query needs exactly one column.')
}

const checkOperand = (
  check: Check,
  operand: Operand,
  left: ValueType,
  { path, depth }: { readonly path: string; readonly depth: number },
): void => {
  if (operand.kind === 'value') return checkScalar(check, operand.value, left, path)
  if (operand.kind === 'query') return checkInner(check, operand.query, path, depth)
  const right = typeOfRow(check, operand.expression, path)
  if (left !== right && left !== 'unknown' && right !== 'unknown')
    check.report('QUERY_TYPE_MISMATCH', path, `A ${left} cannot be compared with a ${right}.`)
}

/** Flags are often kept as 0/1 and times as text, so only what can never be meant is refused. */
const checkScalar = (check: Check, value: Scalar, type: ValueType, path: string): void => {
  const unfit =
    (type === 'number' && typeof value === 'string' && !Number.isFinite(Number(value))) ||
    (type === 'time' && typeof value === 'boolean') ||
    (type === 'boolean' && typeof value === 'string' && !/^(true|false|yes|no|[01])$/i.test(value))
  if (unfit)
    check.report(
      'QUERY_TYPE_MISMATCH',
      path,
      `${JSON.stringify(value)} does not fit a field that holds a ${type}.`,
    )
}

/** The name most like `name` by shared letter pairs (Dice), where any is like it at all. */
const closest = (name: string, names: readonly string[]): string | undefined => {
  const pairs = (text: string): readonly string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2).toLowerCase())
  const own = pairs(name)
  const scored = names.map(other => {
    const others = pairs(other)
    const shared = own.filter(pair => others.includes(pair)).length
    return { other, score: (2 * shared) / Math.max(1, own.length + others.length) }
  })
  const best = scored.toSorted((a, b) => b.score - a.score)[0]
  return best && best.score >= 0.4 ? best.other : undefined
}
