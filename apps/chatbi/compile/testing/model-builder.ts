import type { DataType, Grade, SqlDialect } from '@millwright/spec'
import type { Dataset, Field, Metric, Relationship, SemanticModel } from '../../model/semantic-model.ts'

/** `name type role`, with marks: `*` primary key, `!` names the row, `~` hidden, `^` confidential. */
export const field = (text: string, extra: Partial<Field> = {}): Field => {
  const [marked = '', type = 'text', role = 'dimension'] = text.split(' ')
  const name = marked.replaceAll(/[*!~^]/g, '')
  const grade: Grade = marked.includes('^') ? 'confidential' : 'internal'
  return {
    name,
    column: name,
    label: { en: name.replaceAll('_', ' ').replace(/^./, c => c.toUpperCase()) },
    synonyms: [],
    type: type as DataType, // the tests write valid types
    role: role as Field['role'],
    grade,
    hidden: marked.includes('~'),
    samples: [],
    ...(marked.includes('!') ? { isName: true } : {}),
    ...extra,
  }
}

export const dataset = (
  name: string,
  label: string,
  fields: readonly (string | Field)[],
  extra: Partial<Dataset> = {},
): Dataset => ({
  name,
  table: { name },
  label: { en: label },
  synonyms: [],
  primaryKey: fields
    .filter(f => typeof f === 'string' && f.split(' ')[0]?.includes('*'))
    .map(f => field(f as string).name),
  hidden: false,
  fields: fields.map(f => (typeof f === 'string' ? field(f) : f)),
  ...extra,
})

/** `from.field > to.field`. */
export const relation = (text: string, extra: Partial<Relationship> = {}): Relationship => {
  const [left = '', right = ''] = text.split(' > ')
  const [from = '', fromField = ''] = left.split('.')
  const [to = '', toField = ''] = right.split('.')
  return {
    name: `${from}_${fromField}`,
    from,
    to,
    fromFields: [fromField],
    toFields: [toField],
    oneToOne: false,
    ...extra,
  }
}

export const metric = (
  name: string,
  label: string,
  expression: Metric['expression'],
  extra: Partial<Metric> = {},
): Metric => ({ name, label: { en: label }, synonyms: [], expression, hidden: false, ...extra })

export const semanticModel = (
  dialect: SqlDialect,
  parts: Pick<SemanticModel, 'datasets' | 'relationships'> & Partial<SemanticModel>,
): SemanticModel => ({
  sourceId: 'test',
  name: 'test',
  version: 1,
  dialect,
  metrics: [],
  rowRules: [],
  ...parts,
})
