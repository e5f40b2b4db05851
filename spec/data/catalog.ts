import { z } from 'zod'

/** Types as the product sees them; `nativeType` keeps the source's own name. */
export const dataTypeSchema = z.enum([
  'boolean',
  'integer',
  'decimal',
  'float',
  'text',
  'date',
  'timestamp',
  'time',
  'json',
  'binary',
  'other',
])
export type DataType = z.infer<typeof dataTypeSchema>

/** Dialects that the compiler prints. */
export const sqlDialectSchema = z.enum(['duckdb', 'sqlite', 'postgres', 'mysql'])
export type SqlDialect = z.infer<typeof sqlDialectSchema>

export const catalogColumnSchema = z.object({
  name: z.string(),
  type: dataTypeSchema,
  nativeType: z.string(),
  nullable: z.boolean(),
  comment: z.string().optional(),
})
export type CatalogColumn = z.infer<typeof catalogColumnSchema>

export const catalogTableSchema = z.object({
  schema: z.string().optional(),
  name: z.string(),
  kind: z.enum(['table', 'view']),
  rowCount: z.number().optional(),
  comment: z.string().optional(),
  columns: z.array(catalogColumnSchema),
  primaryKey: z.array(z.string()),
  foreignKeys: z.array(
    z.object({
      columns: z.array(z.string()),
      table: z.string(),
      schema: z.string().optional(),
      referencedColumns: z.array(z.string()),
    }),
  ),
})
export type CatalogTable = z.infer<typeof catalogTableSchema>

/** What a source says of itself. */
export const catalogSchema = z.object({ dialect: sqlDialectSchema, tables: z.array(catalogTableSchema) })
export type Catalog = z.infer<typeof catalogSchema>
