import { z } from 'zod'
import type { PageDraft } from './text-draft.ts'
import { noStatistics, type FontStatistics } from './font-statistics.ts'
import type { HeadingStyle } from './headings.ts'
import type { EdgePatterns } from './running-heads.ts'
import type { OpenList } from './lists.ts'

/** What one window leaves to the next. JSON. */
export interface DocumentState {
  readonly version: 1
  readonly statistics: FontStatistics
  readonly patterns: EdgePatterns
  readonly styles: readonly HeadingStyle[]
  readonly openList: OpenList | undefined
  readonly lists: number
  /** What may go on on the next page. */
  readonly held: readonly PageDraft[]
}

export const startState: DocumentState = {
  version: 1,
  statistics: noStatistics,
  patterns: {},
  styles: [],
  openList: undefined,
  lists: 0,
  held: [],
}

const stateSchema = z.object({
  version: z.literal(1),
  statistics: z.object({ letters: z.record(z.string(), z.number()), bold: z.number() }),
  patterns: z.record(z.string(), z.number()),
  styles: z.array(z.object({ size: z.number(), isBold: z.boolean(), known: z.array(z.number()) })),
  openList: z
    .object({ list: z.string(), levels: z.array(z.object({ indent: z.number(), marker: z.string() })) })
    .optional(),
  lists: z.number(),
  held: z.array(z.custom<PageDraft>(value => typeof value === 'object' && value !== null && 'kind' in value)),
})

/** The state as the window before left it. Throws where it is not of this version. */
export const parseState = (carry: unknown): DocumentState => {
  const state = stateSchema.parse(carry)
  return { ...state, openList: state.openList }
}
