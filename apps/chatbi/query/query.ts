import { z } from 'zod'

/** A field of the semantic model, by dataset name and field name (never a physical column). */
export const fieldRefSchema = z.object({ dataset: z.string(), field: z.string() })
export type FieldRef = z.infer<typeof fieldRefSchema>

export const aggregates = ['sum', 'avg', 'min', 'max', 'count', 'count-distinct', 'median', 'stddev'] as const
export const aggregateSchema = z.enum(aggregates)
export type Aggregate = z.infer<typeof aggregateSchema>

export const timeGrains = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export const timeGrainSchema = z.enum(timeGrains)
export type TimeGrain = z.infer<typeof timeGrainSchema>

/** Parts of a time that repeat; 1-based except the hour (0..23); weekdays count from Monday. */
export const timeParts = [
  'hour-of-day',
  'day-of-week',
  'day-of-month',
  'month-of-year',
  'quarter-of-year',
] as const
export const timePartSchema = z.enum(timeParts)
export type TimePart = z.infer<typeof timePartSchema>

export const scalarSchema = z.union([z.string(), z.number(), z.boolean()])
export type Scalar = z.infer<typeof scalarSchema>

export const numberReadings = ['second', 'clock'] as const
export type NumberReading = (typeof numberReadings)[number]

export const timeUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const
export const timeUnitSchema = z.enum(timeUnits)
export type TimeUnit = z.infer<typeof timeUnitSchema>

/** A value computed within one row. `hours-between` counts hours from `left` to `right`. */
export type RowExpression =
  | { readonly kind: 'field'; readonly field: FieldRef }
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-' | '*' | '/' | 'hours-between'
      readonly left: RowExpression
      readonly right: RowExpression
    }
  /** The length of a text in characters. */
  | { readonly kind: 'length'; readonly of: RowExpression }
  /**
   * The first number that a text holds, `1,200 t` read as 1200; null where it holds none. `second` is the one after it, 45 of
   * `35–45 min`; `clock` reads `1:02.5` as 62.5 of its last unit, `2:00:05` as 7205, and a bare number as it stands.
   */
  | { readonly kind: 'number-in'; readonly of: RowExpression; readonly reads?: NumberReading | undefined }
  /** Where the row stands in its table, in the order of the file it came from; `field` is any field of the table. */
  | { readonly kind: 'row-position'; readonly field: FieldRef }
  /** How many rows in a row, up to this one, meet the conditions on their own table; 0 where this one does not. */
  | { readonly kind: 'run-length'; readonly field: FieldRef; readonly conditions: readonly Condition[] }
  /** Year of a date or timestamp, and the like. */
  | { readonly kind: 'time-part'; readonly part: TimePart | 'year'; readonly of: RowExpression }
  /**
   * How long it is from one time to another, negative where `to` is first, null where either is missing. Months and years are
   * completed ones by the calendar, all else counts fractions; days between two dates are whole.
   */
  | {
      readonly kind: 'time-between'
      readonly unit: TimeUnit
      readonly from: RowExpression
      readonly to: RowExpression
    }
  /** The present when it was asked how old something is, as plant time `YYYY-MM-DDTHH:mm:ss`, or a time `ago` from it. */
  | {
      readonly kind: 'moment'
      readonly at: string
      readonly ago?: { readonly count: number; readonly unit: TimeGrain } | undefined
    }
  /** The period of that grain in which a time lies, to count how many of them there are. */
  | { readonly kind: 'time-bucket'; readonly grain: TimeGrain; readonly of: RowExpression }

/**
 * What is made of a measure along the periods of the query's time dimension, the groups of its other dimensions each by
 * themselves. `earlier` is its value in the period before, or in the same one a year before; `difference` is the value less
 * that, `growth` their difference as a part of the earlier one (0.1 is 10 %): all are null where there is no such period.
 * `running-total` computes it over all rows up to the period's end, from the first period or from the start of each
 * `restarts`. `moving-average` is the mean of the values of this period and those before it, `periods` in all, as far as there are
 * any. Earlier periods are read though they are not asked about; a running total begins with what is asked about.
 */
export type SeriesCalculation =
  | { readonly kind: 'earlier' | 'difference' | 'growth'; readonly since: 'period' | 'year' }
  | { readonly kind: 'running-total'; readonly restarts?: TimeGrain | undefined }
  | { readonly kind: 'moving-average'; readonly periods: number }

export const seriesCalculationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['earlier', 'difference', 'growth']), since: z.enum(['period', 'year']) }),
  z.object({ kind: z.literal('running-total'), restarts: timeGrainSchema.optional() }),
  z.object({ kind: z.literal('moving-average'), periods: z.number().int().min(2).max(1000) }),
])

export const measureOperators = ['+', '-', '*', '/', '<', '=', '>'] as const
export type MeasureOperator = (typeof measureOperators)[number]

/** A value computed over the rows of a group. `filters` restrict the rows of this measure alone. */
export type MeasureExpression =
  | { readonly kind: 'metric'; readonly metric: string; readonly filters?: readonly Condition[] | undefined }
  | {
      readonly kind: 'aggregate'
      readonly aggregate: Aggregate
      readonly value: RowExpression
      readonly filters?: readonly Condition[] | undefined
    }
  /** Number of rows of a dataset. */
  | { readonly kind: 'rows'; readonly dataset: string; readonly filters?: readonly Condition[] | undefined }
  | {
      /** `<`, `=` and `>` give yes or no. */
      readonly kind: 'arithmetic'
      readonly operator: MeasureOperator
      readonly left: MeasureExpression
      readonly right: MeasureExpression
    }
  | { readonly kind: 'number'; readonly value: number }
  /** This group's part of the total of all groups, 0..1; of those with the same value of the dimension `within`, where it is given. */
  | { readonly kind: 'share'; readonly of: MeasureExpression; readonly within?: string | undefined }
  | { readonly kind: 'series'; readonly of: MeasureExpression; readonly calculation: SeriesCalculation }
  /**
   * What `of` comes to in each group of `by`, aggregated within the query's own groups: the highest daily output, the average
   * number of stops of a machine; `count` of those groups that `when` holds for, the days on which output fell below 2000. It
   * stands alone: beside it a query has no other measure, no columns and no second period.
   */
  | {
      readonly kind: 'of-groups'
      readonly aggregate: GroupAggregate
      readonly of: MeasureExpression
      readonly by: GroupingShape
      readonly when?: GroupCondition | undefined
    }

export const groupAggregates = ['count', 'avg', 'min', 'max'] as const
export type GroupAggregate = (typeof groupAggregates)[number]

/** How rows are put into groups, before the grouping is an output with a name. */
export type GroupingShape = Omit<Dimension, 'id'>

/**
 * What a group's value is set against: a number, or what the groups come to themselves, as their average or median or so many
 * `times` that; where the query has groups of its own, the average over those within the same one.
 */
export type GroupCondition =
  | { readonly operator: ComparisonOperator; readonly value: number }
  | { readonly operator: ComparisonOperator; readonly ofAll: AllGroups }

export interface AllGroups {
  readonly statistic?: 'avg' | 'median' | undefined
  readonly times?: number | undefined
}

/** What the right side of a comparison may be. A `query` yields one row and one column. */
export type Operand =
  | { readonly kind: 'value'; readonly value: Scalar }
  | { readonly kind: 'expression'; readonly expression: RowExpression }
  | { readonly kind: 'query'; readonly query: Query }

export const comparisonOperators = ['=', '!=', '<', '<=', '>', '>='] as const
export type ComparisonOperator = (typeof comparisonOperators)[number]

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | {
      readonly kind: 'compare'
      readonly left: RowExpression
      readonly operator: ComparisonOperator
      readonly right: Operand
    }
  | {
      readonly kind: 'in'
      readonly field: FieldRef
      readonly values: readonly Scalar[]
      readonly negated?: boolean | undefined
    }
  /** `query` yields one column. */
  | {
      readonly kind: 'in-query'
      readonly field: FieldRef
      readonly query: Query
      readonly negated?: boolean | undefined
    }
  | { readonly kind: 'between'; readonly left: RowExpression; readonly low: Scalar; readonly high: Scalar }
  /** Case-insensitive text match. */
  | {
      readonly kind: 'text'
      readonly match: 'contains' | 'starts-with' | 'ends-with' | 'like'
      readonly field: FieldRef
      readonly text: string
      readonly negated?: boolean | undefined
    }
  | { readonly kind: 'is-null'; readonly field: FieldRef; readonly negated?: boolean | undefined }
  /** Rows of the query's root dataset that have (or lack) a related row in `dataset` meeting `filters`. */
  | {
      readonly kind: 'related'
      readonly dataset: string
      readonly filters: readonly Condition[]
      readonly negated?: boolean | undefined
    }

const negated = z.boolean().optional()
export const rowExpressionSchema: z.ZodType<RowExpression> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('field'), field: fieldRefSchema }),
    z.object({ kind: z.literal('number'), value: z.number() }),
    z.object({
      kind: z.literal('arithmetic'),
      operator: z.enum(['+', '-', '*', '/', 'hours-between']),
      left: rowExpressionSchema,
      right: rowExpressionSchema,
    }),
    z.object({ kind: z.literal('length'), of: rowExpressionSchema }),
    z.object({
      kind: z.literal('number-in'),
      of: rowExpressionSchema,
      reads: z.enum(numberReadings).optional(),
    }),
    z.object({ kind: z.literal('row-position'), field: fieldRefSchema }),
    z.object({
      kind: z.literal('run-length'),
      field: fieldRefSchema,
      conditions: z.array(conditionSchema).min(1),
    }),
    z.object({ kind: z.literal('time-part'), part: z.enum([...timeParts, 'year']), of: rowExpressionSchema }),
    z.object({
      kind: z.literal('time-between'),
      unit: timeUnitSchema,
      from: rowExpressionSchema,
      to: rowExpressionSchema,
    }),
    z.object({
      kind: z.literal('moment'),
      at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/),
      ago: z.object({ count: z.number().int().positive().max(10_000), unit: timeGrainSchema }).optional(),
    }),
    z.object({ kind: z.literal('time-bucket'), grain: timeGrainSchema, of: rowExpressionSchema }),
  ]),
)

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({ kind: z.enum(['and', 'or']), conditions: z.array(conditionSchema) }),
    z.object({ kind: z.literal('not'), condition: conditionSchema }),
    z.object({
      kind: z.literal('compare'),
      left: rowExpressionSchema,
      operator: z.enum(comparisonOperators),
      right: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('value'), value: scalarSchema }),
        z.object({ kind: z.literal('expression'), expression: rowExpressionSchema }),
        z.object({ kind: z.literal('query'), query: querySchema }),
      ]),
    }),
    z.object({ kind: z.literal('in'), field: fieldRefSchema, values: z.array(scalarSchema), negated }),
    z.object({ kind: z.literal('in-query'), field: fieldRefSchema, query: querySchema, negated }),
    z.object({
      kind: z.literal('between'),
      left: rowExpressionSchema,
      low: scalarSchema,
      high: scalarSchema,
    }),
    z.object({
      kind: z.literal('text'),
      match: z.enum(['contains', 'starts-with', 'ends-with', 'like']),
      field: fieldRefSchema,
      text: z.string(),
      negated,
    }),
    z.object({ kind: z.literal('is-null'), field: fieldRefSchema, negated }),
    z.object({ kind: z.literal('related'), dataset: z.string(), filters: z.array(conditionSchema), negated }),
  ]),
)

export const groupingShapeSchema = z.object({
  field: fieldRefSchema,
  grain: timeGrainSchema.optional(),
  part: timePartSchema.optional(),
  shift: z.boolean().optional(),
  binWidth: z.number().positive().optional(),
})

const groupConditionSchema: z.ZodType<GroupCondition> = z.union([
  z.object({ operator: z.enum(comparisonOperators), value: z.number() }),
  z.object({
    operator: z.enum(comparisonOperators),
    ofAll: z.object({ statistic: z.enum(['avg', 'median']).optional(), times: z.number().optional() }),
  }),
])

export const measureExpressionSchema: z.ZodType<MeasureExpression> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('metric'), metric: z.string(), filters: z.array(conditionSchema).optional() }),
    z.object({
      kind: z.literal('aggregate'),
      aggregate: aggregateSchema,
      value: rowExpressionSchema,
      filters: z.array(conditionSchema).optional(),
    }),
    z.object({ kind: z.literal('rows'), dataset: z.string(), filters: z.array(conditionSchema).optional() }),
    z.object({
      kind: z.literal('arithmetic'),
      operator: z.enum(measureOperators),
      left: measureExpressionSchema,
      right: measureExpressionSchema,
    }),
    z.object({ kind: z.literal('number'), value: z.number() }),
    z.object({ kind: z.literal('share'), of: measureExpressionSchema, within: z.string().optional() }),
    z.object({
      kind: z.literal('series'),
      of: measureExpressionSchema,
      calculation: seriesCalculationSchema,
    }),
    z.object({
      kind: z.literal('of-groups'),
      aggregate: z.enum(groupAggregates),
      of: measureExpressionSchema,
      by: groupingShapeSchema,
      when: groupConditionSchema.optional(),
    }),
  ]),
)

/** `id` names the output column and is what `orderBy` and `having` refer to. */
export interface Measure {
  readonly id: string
  readonly expression: MeasureExpression
}

/** A grouping. At most one of `grain`, `part`, `binWidth`; `shift` groups a time by the plant's shifts. */
export interface Dimension {
  readonly id: string
  readonly field: FieldRef
  readonly grain?: TimeGrain | undefined
  readonly part?: TimePart | undefined
  readonly shift?: boolean | undefined
  readonly binWidth?: number | undefined
}

/** An output column of a query that lists rows. */
export interface OutputColumn {
  readonly id: string
  readonly value: RowExpression
}

/** Local plant time, `YYYY-MM-DDTHH:mm:ss`; `from` inclusive, `to` exclusive; an absent end is open. */
export interface TimeRange {
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The words it came from, or a plain rendering. */
  readonly text: string
}

export interface Having {
  readonly measure: MeasureExpression
  /**
   * Beside `compareTo`: the value less that of the other period, or that as a part of the other period's value (0.1 is 10 %); the
   * value of the query's own period where it is absent.
   */
  readonly of?: 'change' | 'growth' | undefined
  readonly operator: ComparisonOperator
  /**
   * `groups-average`: the average or median of the measure over all groups, or so many `times` that; the average over those with
   * the same value of the dimension `within`, where it is given.
   */
  readonly right:
    | { readonly kind: 'value'; readonly value: number }
    | { readonly kind: 'query'; readonly query: Query }
    | {
        readonly kind: 'groups-average'
        readonly statistic?: 'avg' | 'median' | undefined
        readonly times?: number | undefined
        readonly within?: string | undefined
      }
}

/**
 * A question as a typed query over the semantic model.
 * - Lists rows when `measures` is empty (`columns` says which), else groups by `dimensions`.
 * - `filters` are all required. `time` restricts its field; `compareTo` computes every measure for a second
 *   range too: the result then has `<id>`, `<id>__before`, `<id>__change` (after minus before) and,
 *   but for rates, `<id>__growth` (change by before).
 * - `limit.per` keeps the first `count` of each value of that dimension.
 */
export interface Query {
  /** Dataset whose rows are meant, where no measure or column decides it. */
  readonly root?: string | undefined
  readonly measures: readonly Measure[]
  readonly dimensions: readonly Dimension[]
  readonly columns: readonly OutputColumn[]
  readonly distinct?: boolean | undefined
  readonly filters: readonly Condition[]
  readonly time?: { readonly field: FieldRef; readonly range: TimeRange } | undefined
  readonly compareTo?: TimeRange | undefined
  readonly having: readonly Having[]
  readonly orderBy: readonly OrderBy[]
  readonly limit?: { readonly count: number; readonly per?: string | undefined } | undefined
  readonly setOperation?:
    | { readonly kind: 'union' | 'intersect' | 'except'; readonly query: Query }
    | undefined
  /** Names of relationships to prefer where several join the same datasets: a person's choice. */
  readonly via?: readonly string[] | undefined
}

/** `by` is an output id, or an expression that is not in the output. */
export interface OrderBy {
  readonly by:
    | { readonly kind: 'output'; readonly id: string }
    | { readonly kind: 'measure'; readonly measure: MeasureExpression }
    | { readonly kind: 'row'; readonly value: RowExpression }
  readonly direction: 'asc' | 'desc'
}

const timeRangeSchema = z.object({ from: z.string().optional(), to: z.string().optional(), text: z.string() })

export const querySchema: z.ZodType<Query> = z.lazy(() =>
  z.object({
    root: z.string().optional(),
    measures: z.array(z.object({ id: z.string(), expression: measureExpressionSchema })),
    dimensions: z.array(groupingShapeSchema.extend({ id: z.string() })),
    columns: z.array(z.object({ id: z.string(), value: rowExpressionSchema })),
    distinct: z.boolean().optional(),
    filters: z.array(conditionSchema),
    time: z.object({ field: fieldRefSchema, range: timeRangeSchema }).optional(),
    compareTo: timeRangeSchema.optional(),
    having: z.array(
      z.object({
        measure: measureExpressionSchema,
        of: z.enum(['change', 'growth']).optional(),
        operator: z.enum(comparisonOperators),
        right: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('value'), value: z.number() }),
          z.object({ kind: z.literal('query'), query: querySchema }),
          z.object({
            kind: z.literal('groups-average'),
            statistic: z.enum(['avg', 'median']).optional(),
            times: z.number().positive().optional(),
            within: z.string().optional(),
          }),
        ]),
      }),
    ),
    orderBy: z.array(
      z.object({
        by: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('output'), id: z.string() }),
          z.object({ kind: z.literal('measure'), measure: measureExpressionSchema }),
          z.object({ kind: z.literal('row'), value: rowExpressionSchema }),
        ]),
        direction: z.enum(['asc', 'desc']),
      }),
    ),
    limit: z.object({ count: z.number().int().positive(), per: z.string().optional() }).optional(),
    setOperation: z.object({ kind: z.enum(['union', 'intersect', 'except']), query: querySchema }).optional(),
    via: z.array(z.string()).optional(),
  }),
)

/** A query that asks nothing yet; the start of every composition. */
export const emptyQuery: Query = {
  measures: [],
  dimensions: [],
  columns: [],
  filters: [],
  having: [],
  orderBy: [],
}
