import type { CatalogTable, Cell, ResultColumn } from '@millwright/spec'

/** What the connector asks of its child process; one at a time. */
export type SqliteRequest =
  | { readonly kind: 'open'; readonly path: string; readonly memoryLimitMb: number }
  | { readonly kind: 'catalog' }
  | { readonly kind: 'query'; readonly sql: string; readonly maxRows: number }

/** What the child answers. */
export type SqliteReply =
  | { readonly kind: 'opened' }
  | { readonly kind: 'catalog'; readonly tables: readonly CatalogTable[] }
  | {
      readonly kind: 'rows'
      readonly columns: readonly ResultColumn[]
      readonly rows: readonly (readonly Cell[])[]
      readonly truncated: boolean
    }
  | { readonly kind: 'error'; readonly reason: string }
