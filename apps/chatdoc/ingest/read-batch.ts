import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { JobContext } from '@millwright/spec'
import { filesAhead } from '../read/worker/turns.ts'
import type { ChatDocTables } from '../tables.ts'
import { claimFresh, claimRevision, findCutOff } from './claim-revisions.ts'
import { beginReading } from './read-revision.ts'
import type { BegunReading, ReadServices } from './read-revision.ts'

type Context = Pick<JobContext<unknown>, 'jobId' | 'signal' | 'progress'>

/** What came of a batch, as far as this job read it. */
export interface BatchRead {
  /** Files that this job took to their end, whichever it was. */
  readonly ended: number
  /** What went wrong inside the product, with the file it happened on; the first few. */
  readonly faults: readonly string[]
}

/** How often a batch that more files come to is looked at, and its progress counted. */
const lookMs = 500
const countMs = 2000
const mostFaults = 20

/**
 * Reads the files of a batch one after another until no more come. A few are begun ahead, so that the reading thread
 * goes on while the blocks of the last one are stored. Those that were cut off before are read first and alone: where
 * one ends the process, it takes no other one down with it the next time.
 */
export const readBatch = async (
  services: ReadServices,
  batchId: string,
  context: Context,
): Promise<BatchRead> => {
  const { database, giveWay } = services
  const tally = createTally(database, batchId, context)
  for (const id of await findCutOff(database, batchId)) {
    context.signal.throwIfAborted()
    const revision = await claimRevision(database, id)
    if (revision) await tally.finish(beginReading(services, revision, context))
  }
  const begun: BegunReading[] = []
  try {
    for (;;) {
      context.signal.throwIfAborted()
      if (begun.length <= filesAhead / 2)
        for (const revision of await giveWay.step(() =>
          claimFresh(database, batchId, filesAhead - begun.length),
        ))
          begun.push(beginReading(services, revision, context))
      const first = begun.shift()
      if (first) await tally.finish(first)
      else if (await isClosed(database, batchId)) break
      else await sleep(lookMs, undefined, { signal: context.signal })
    }
  } finally {
    await Promise.all(begun.map(reading => reading.abandon()))
  }
  return tally.result()
}

/** Read before the last claim, so that what came before it closed was claimed. */
const isClosed = async (database: Kysely<ChatDocTables>, batchId: string): Promise<boolean> => {
  const { rows } = await sql<{ closed: boolean; waiting: boolean }>`
    select closed_at is not null as closed, exists (
      select 1 from chatdoc_revision where batch_id = ${batchId} and state = 'queued' and attempts = 0
    ) as waiting
    from chatdoc_batch where id = ${batchId}`.execute(database)
  const [batch] = rows
  return !batch || (batch.closed && !batch.waiting)
}

/** Finishes readings, counts them, and tells how far the batch is: its files, and the pages of the one at hand. */
const createTally = (database: Kysely<ChatDocTables>, batchId: string, { progress }: Context) => {
  let ended = 0
  let counted = { at: -Infinity, ended: 0, all: 0 }
  const faults: string[] = []
  const count = async (): Promise<void> => {
    if (performance.now() - counted.at < countMs) return
    const { rows } = await sql<{ ended: number; all: number }>`
      select count(*) filter (where state not in ('queued', 'reading'))::int as ended, count(*)::int as all
      from chatdoc_revision where batch_id = ${batchId}`.execute(database)
    counted = { at: performance.now(), ended: ended - (rows[0]?.ended ?? 0), all: rows[0]?.all ?? 0 }
  }
  return {
    finish: async (reading: BegunReading): Promise<void> => {
      await count()
      const before = ended - counted.ended
      const tell = (fraction = 0): void =>
        progress(
          Math.min(1, (before + fraction) / Math.max(1, counted.all)),
          `${before + 1}/${Math.max(counted.all, before + 1)} ${reading.revision.name}`,
        )
      tell()
      const fault = await reading.finish(tell)
      if (fault !== undefined && faults.length < mostFaults) faults.push(fault)
      ended++
    },
    result: (): BatchRead => ({ ended, faults }),
  }
}
