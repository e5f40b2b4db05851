import type {
  Condition,
  FieldRef,
  MeasureExpression,
  Operand,
  Query,
  RowExpression,
} from '../../query/query.ts'
import type { SemanticModel } from '../semantic-model.ts'
import { nearest } from './nearest.ts'

/** A name in an expression that the model does not have. */
export interface MissingName {
  readonly message: string
  readonly fix?: string
}

interface Mentions {
  readonly fields: FieldRef[]
  readonly datasets: string[]
  readonly metrics: string[]
}

const inRow = (expression: RowExpression, into: Mentions): void => {
  if (expression.kind === 'field' || expression.kind === 'row-position') into.fields.push(expression.field)
  else if (expression.kind === 'arithmetic') {
    inRow(expression.left, into)
    inRow(expression.right, into)
  } else if (expression.kind === 'time-between') {
    inRow(expression.from, into)
    inRow(expression.to, into)
  } else if (
    expression.kind === 'length' ||
    expression.kind === 'number-in' ||
    expression.kind === 'time-part' ||
    expression.kind === 'time-bucket'
  )
    inRow(expression.of, into)
}

const inQuery = (query: Query, into: Mentions): void => {
  if (query.root !== undefined) into.datasets.push(query.root)
  for (const measure of query.measures) inMeasure(measure.expression, into)
  for (const dimension of query.dimensions) into.fields.push(dimension.field)
  for (const column of query.columns) inRow(column.value, into)
  for (const filter of query.filters) inCondition(filter, into)
}

const inOperand = (operand: Operand, into: Mentions): void => {
  if (operand.kind === 'expression') inRow(operand.expression, into)
  else if (operand.kind === 'query') inQuery(operand.query, into)
}

const inCondition = (condition: Condition, into: Mentions): void => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const one of condition.conditions) inCondition(one, into)
      break
    case 'not':
      inCondition(condition.condition, into)
      break
    case 'compare':
      inRow(condition.left, into)
      inOperand(condition.right, into)
      break
    case 'between':
      inRow(condition.left, into)
      break
    case 'related':
      into.datasets.push(condition.dataset)
      for (const one of condition.filters) inCondition(one, into)
      break
    case 'in-query':
      into.fields.push(condition.field)
      inQuery(condition.query, into)
      break
    default:
      into.fields.push(condition.field)
  }
}

const inMeasure = (expression: MeasureExpression, into: Mentions): void => {
  if ('filters' in expression) for (const filter of expression.filters ?? []) inCondition(filter, into)
  if (expression.kind === 'metric') into.metrics.push(expression.metric)
  else if (expression.kind === 'rows') into.datasets.push(expression.dataset)
  else if (expression.kind === 'aggregate') inRow(expression.value, into)
  else if (expression.kind === 'share' || expression.kind === 'series') inMeasure(expression.of, into)
  else if (expression.kind === 'of-groups') {
    inMeasure(expression.of, into)
    into.fields.push(expression.by.field)
  } else if (expression.kind === 'arithmetic') {
    inMeasure(expression.left, into)
    inMeasure(expression.right, into)
  }
}

const missing = (message: string, name: string, known: readonly string[]): MissingName => {
  const fix = nearest(name, known)
  return fix === undefined ? { message } : { message: `${message}; did you mean "${fix}"?`, fix }
}

/** A field reference that the model lacks, and what was likely meant. */
export const findMissingField = (ref: FieldRef, model: SemanticModel): MissingName | undefined => {
  const dataset = model.datasets.find(one => one.name === ref.dataset)
  if (dataset === undefined)
    return missing(
      `There is no dataset "${ref.dataset}"`,
      ref.dataset,
      model.datasets.map(one => one.name),
    )
  if (dataset.fields.some(field => field.name === ref.field)) return undefined
  return missing(
    `Dataset "${ref.dataset}" has no field "${ref.field}"`,
    ref.field,
    dataset.fields.map(one => one.name),
  )
}

/** Names in a metric's expression that the model lacks. */
export const findMissingNames = (
  expression: MeasureExpression,
  model: SemanticModel,
): readonly MissingName[] => {
  const mentions: Mentions = { fields: [], datasets: [], metrics: [] }
  inMeasure(expression, mentions)
  const datasets = model.datasets.map(one => one.name)
  const metrics = model.metrics.map(one => one.name)
  return [
    ...mentions.fields.flatMap(ref => findMissingField(ref, model) ?? []),
    ...mentions.datasets
      .filter(name => !datasets.includes(name))
      .map(name => missing(`There is no dataset "${name}"`, name, datasets)),
    ...mentions.metrics
      .filter(name => !metrics.includes(name))
      .map(name => missing(`There is no metric "${name}"`, name, metrics)),
  ]
}

/** Whether a metric is made of itself, through other metrics. */
export const isCircular = (name: string, model: SemanticModel): boolean => {
  const seen = new Set<string>()
  const visit = (metric: string): boolean => {
    const mentions: Mentions = { fields: [], datasets: [], metrics: [] }
    const found = model.metrics.find(one => one.name === metric)
    if (found !== undefined) inMeasure(found.expression, mentions)
    return mentions.metrics.some(
      next => next === name || (!seen.has(next) && seen.add(next).has(next) && visit(next)),
    )
  }
  return visit(name)
}
