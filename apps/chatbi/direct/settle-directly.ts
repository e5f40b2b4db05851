import type { DataConnection, PlantCalendar, Role } from '@millwright/spec'
import type { OfferOptions } from '../ask/offer-readings.ts'
import { previewReading } from '../ask/preview-reading.ts'
import { settleReading } from '../ask/settle-reading.ts'
import type { SettledReading } from '../ask/settle-reading.ts'
import type { ParseResult } from '../parse/parse-result.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'

export interface SettleDirectlyOptions extends Pick<OfferOptions, 'toAsked'> {
  readonly question: string
  readonly source: SourceKnowledge
  readonly role: Role
  readonly connection: DataConnection
  readonly calendar: PlantCalendar
}

/** Settles what was read as a step does, for somebody who never chose anything before. */
export const settleDirectly = (
  result: ParseResult,
  { question, source, role, connection, calendar, toAsked }: SettleDirectlyOptions,
): Promise<SettledReading> =>
  settleReading(result, {
    question,
    sources: [source],
    ...(toAsked ? { toAsked } : {}),
    answer: undefined,
    remembered: {},
    remember: () => Promise.resolve(),
    preview: (query, of) =>
      previewReading(query, of, { role, calendar, connect: () => Promise.resolve(connection) }),
  })
