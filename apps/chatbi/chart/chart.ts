import { z } from 'zod'

export const chartTypes = [
  'number',
  'line',
  'area',
  'bar',
  'ranking',
  'grouped-bar',
  'stacked-bar',
  'share',
  'histogram',
  'scatter',
  'heat-map',
  'table',
] as const
export const chartTypeSchema = z.enum(chartTypes)
export type ChartType = z.infer<typeof chartTypeSchema>

/** A Vega-Lite 6 specification whose data are named `rows`: one object a row, keyed by column id. */
export type VegaLiteSpec = Readonly<Record<string, unknown>>

/**
 * Output of the `chart` step. `spec` is null for a plain table. `alternatives` are the types that the same rows
 * can be drawn as, the chosen one included.
 */
export const chartSchema = z.object({
  type: chartTypeSchema,
  spec: z.record(z.string(), z.unknown()).nullable(),
  alternatives: z.array(chartTypeSchema),
})
export type Chart = z.infer<typeof chartSchema>
