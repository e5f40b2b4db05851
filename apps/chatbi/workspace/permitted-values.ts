import type { DataConnection, Role } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'
import { isRestrictedFor } from '../guard/row-rules.ts'
import type { Dataset, SemanticModel } from '../model/semantic-model.ts'
import { buildValueIndex } from '../values/index.ts'
import type { PermittedValues } from '../values/index.ts'
import type { WorkspaceOptions } from './workspace-options.ts'
import { guardFor } from './guarded-query.ts'

interface PermittedOptions extends Pick<WorkspaceOptions, 'sources' | 'clock'> {
  readonly whole: SemanticModel
  /** The model as the role may know it. */
  readonly model: SemanticModel
  readonly role: Role
}

/**
 * Where a row rule restricts a role, the values that it may name are read from the rows that it may see, through
 * the guard; the values of all rows are not shown to it. Undefined where no rule restricts the role.
 */
export const readPermittedValues = (options: PermittedOptions): PermittedValues | undefined => {
  const { whole, model, role } = options
  const restricted = model.datasets
    .filter(dataset => isRestrictedFor(whole, dataset.name, role))
    .map(dataset => withFactsOf(whole, dataset))
  if (restricted.length === 0) return undefined
  return {
    datasets: new Set(restricted.map(dataset => dataset.name)),
    read: async () => {
      const connection = await options.sources.connection(whole.sourceId)
      const { fields } = await buildValueIndex({
        model: { ...model, datasets: restricted },
        connection: guarded(connection, whole, role),
        clock: options.clock,
      })
      return fields
    },
  }
}

/** How many values a column has decides whether they are read; the visible model does not say it. */
const withFactsOf = (whole: SemanticModel, visible: Dataset): Dataset => {
  const known = new Set(visible.fields.map(field => field.name))
  const fields = whole.datasets.find(dataset => dataset.name === visible.name)?.fields ?? []
  return { ...visible, fields: fields.filter(field => known.has(field.name)) }
}

/** Every query of it passes the guard first. */
const guarded = (connection: DataConnection, whole: SemanticModel, role: Role): DataConnection => ({
  ...connection,
  query: async request => {
    const result = await guardFor(request.sql, { whole }, { role, maxRows: request.maxRows })
    if (!result.ok)
      throw new PlatformError('QUERY_FAILED', {
        reason: result.diagnostics.map(found => found.message).join(' '),
      })
    return connection.query({ ...request, sql: result.sql })
  },
})
