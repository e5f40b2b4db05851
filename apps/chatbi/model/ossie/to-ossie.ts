import { Document, isScalar, isSeq, parseDocument, Scalar, visit } from 'yaml'
import { semanticModelSchema } from '../semantic-model.ts'
import type { Dataset, Field, Metric, Relationship, SemanticModel } from '../semantic-model.ts'
import { writeIdentifier } from './identifier.ts'
import { mergeIntoNode } from './merge-document.ts'
import { printMetric } from './print-metric.ts'
import { ossieTypeOf, ossieVersion, typeOfOssie, vendorName } from './vocabulary.ts'

type Plain = Record<string, unknown>

const extension = (facts: Plain): Plain =>
  Object.keys(facts).length === 0
    ? {}
    : { custom_extensions: [{ vendor_name: vendorName, data: JSON.stringify(facts) }] }

const named = (item: {
  readonly description?: string | undefined
  readonly synonyms: readonly string[]
}): Plain => ({
  ...(item.description === undefined ? {} : { description: item.description }),
  ...(item.synonyms.length === 0 ? {} : { ai_context: { synonyms: item.synonyms } }),
})

const ansi = (expression: string): Plain => ({ dialects: [{ dialect: 'ANSI_SQL', expression }] })

const toField = (field: Field): Plain => {
  const { name, column, synonyms, description, type, ...facts } = field
  const datatype = ossieTypeOf[type]
  const says = typeOfOssie.get(datatype) === type ? {} : { type }
  return {
    name,
    expression: ansi(writeIdentifier(column)),
    ...(field.role === 'measure' ? {} : { dimension: { is_time: field.role === 'time' } }),
    datatype,
    ...named({ description, synonyms }),
    ...extension({ ...says, ...facts }),
  }
}

/** Fields are named by their columns where Ossie asks for columns. */
const columnsOf = (dataset: Dataset | undefined, fields: readonly string[]): readonly string[] =>
  fields.map(name => dataset?.fields.find(field => field.name === name)?.column ?? name)

const toDataset = (dataset: Dataset): Plain => {
  const { label, defaultTime, rowCount, hidden, segments } = dataset
  const source = [dataset.table.schema, dataset.table.name].filter(part => part !== undefined)
  return {
    name: dataset.name,
    source: source.map(writeIdentifier).join('.'),
    ...(dataset.primaryKey.length === 0 ? {} : { primary_key: columnsOf(dataset, dataset.primaryKey) }),
    ...named(dataset),
    fields: dataset.fields.map(toField),
    ...extension({
      label,
      ...(defaultTime === undefined ? {} : { defaultTime }),
      ...(rowCount === undefined ? {} : { rowCount }),
      hidden,
      ...(segments === undefined ? {} : { segments }),
    }),
  }
}

const toRelationship = (relationship: Relationship, model: SemanticModel): Plain => {
  const { name, from, to, fromFields, toFields, ...facts } = relationship
  const dataset = (wanted: string): Dataset | undefined => model.datasets.find(one => one.name === wanted)
  return {
    name,
    from,
    to,
    from_columns: columnsOf(dataset(from), fromFields),
    to_columns: columnsOf(dataset(to), toFields),
    ...extension(facts),
  }
}

/** What other tools cannot compute stands as NULL for them; our expression is in the extension. */
const toMetric = (metric: Metric, model: SemanticModel): Plain => {
  const { name, synonyms, description, ...facts } = metric
  return {
    name,
    expression: ansi(printMetric(metric.expression, model) ?? 'NULL'),
    ...named({ description, synonyms }),
    ...extension(facts),
  }
}

/** Keys in the schema's order, so that the same model is the same text wherever it comes from. */
const toPlain = (given: SemanticModel): Plain => plainOf(semanticModelSchema.parse(given))

const plainOf = (model: SemanticModel): Plain => ({
  version: ossieVersion,
  semantic_model: [
    {
      name: model.name,
      ...(model.description === undefined ? {} : { description: model.description }),
      datasets: model.datasets.map(toDataset),
      relationships: model.relationships.map(relationship => toRelationship(relationship, model)),
      metrics: model.metrics.map(metric => toMetric(metric, model)),
      ...extension({
        sourceId: model.sourceId,
        version: model.version,
        dialect: model.dialect,
        ...(model.rowRules.length === 0 ? {} : { rowRules: model.rowRules }),
      }),
    },
  ],
})

/** Short lists on one line, JSON in single quotes: what a person reads and edits. */
const layOut = (document: Document): void => {
  visit(document, {
    Seq: (_, node) => {
      if (node.items.length > 0 && node.items.every(item => isScalar(item))) node.flow = true
    },
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && node.value.startsWith('{"')) node.type = Scalar.QUOTE_SINGLE
    },
  })
}

const print = (document: Document): string => {
  layOut(document)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** The model as one Apache Ossie document: core specification 0.2, our facts in `custom_extensions`. */
export const toOssieYaml = (model: SemanticModel): string => print(new Document(toPlain(model)))

/**
 * The model written into an existing document: what did not change keeps its place, and comments stay with what
 * they stand at. Falls back to a new document where the old one is no Ossie document.
 */
export const updateOssieYaml = (text: string, model: SemanticModel): string => {
  const document = parseDocument(text)
  const models = document.get('semantic_model')
  if (document.errors.length > 0 || !isSeq(models) || document.contents === null) return toOssieYaml(model)
  mergeIntoNode(document.contents, toPlain(model), document)
  return print(document)
}
