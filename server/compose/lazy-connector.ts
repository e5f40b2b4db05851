import type { Connector, SqlDialect } from '@millwright/spec'

/** A connector whose library loads when the first source of its kind is opened: most plants use one or two. */
export const createLazyConnector = (options: {
  readonly kind: string
  readonly dialect: SqlDialect
  load(): Promise<Connector>
}): Connector => ({
  kind: options.kind,
  dialect: options.dialect,
  connect: async (settings, signal) => (await options.load()).connect(settings, signal),
})
