import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Actor } from '@millwright/spec'
import { mayRead } from '../library/readable.ts'
import type { ChatDocTables } from '../tables.ts'
import type { UnderstandOutput } from '../step-outputs.ts'

/** What the library knows of itself, as far as a person may know. */
export interface KnownDocuments {
  /** Names of equipment that documents are about. */
  equipment(actor: Actor): Promise<readonly string[]>
  /** Documents within what is asked. */
  count(asked: Pick<UnderstandOutput, 'collectionIds' | 'documentIds'>, actor: Actor): Promise<number>
}

export const createKnownDocuments = (database: Kysely<ChatDocTables>): KnownDocuments => ({
  equipment: async actor => {
    const { rows } = await sql<{ name: string }>`
      select distinct name.value as name from chatdoc_document document
      cross join lateral jsonb_array_elements_text(document.equipment) as name (value)
      where ${mayRead(actor)} order by name`.execute(database)
    return rows.map(row => row.name)
  },
  count: async ({ collectionIds, documentIds }, actor) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from chatdoc_document document
      where ${mayRead(actor)}
        and (${collectionIds.length === 0} or document.collection_id = any(${[...collectionIds]}::text[]))
        and (${documentIds.length === 0} or document.id = any(${[...documentIds]}::text[]))`.execute(database)
    return rows[0]?.count ?? 0
  },
})
