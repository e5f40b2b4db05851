import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { PassageSearch } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import { itself } from './itself.ts'

/** What is to be gone: documents with all their revisions. */
export interface Gone {
  readonly documentIds: readonly string[]
  readonly revisionIds: readonly string[]
}

const wordsPerDocument = 5
const candidatesPerDocument = 12

/** Words as one would search for: Latin ones and codes whole, Chinese in stretches of four. */
const wordsIn = (text: string): readonly string[] => [
  ...(text.match(/[A-Za-z\d][\w./-]{4,38}[A-Za-z\d]/g) ?? []),
  ...(text.match(/\p{Script=Han}{4}/gu) ?? []),
]

/** The words that stand least often in the texts of one document, the longer before the shorter. */
export const rareWords = (texts: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>()
  for (const text of texts) for (const word of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .toSorted(([a, countA], [b, countB]) => countA - countB || b.length - a.length || (a < b ? -1 : 1))
    .slice(0, candidatesPerDocument)
    .map(([word]) => word)
}

/** Rows looked through in one statement, so that questions find their turn in between. */
const rowsAtOnce = 4000

const patternOf = (words: readonly string[]): string =>
  `(${words.map(word => word.replaceAll(/[./-]/g, '\\$&')).join('|')})`

/** The words that stand in blocks of other documents; of any document where `gone` is left out. */
const wordsInBlocks = async (
  database: Kysely<ChatDocTables>,
  words: readonly string[],
  gone?: Gone,
): Promise<ReadonlySet<string>> => {
  const found = new Set<string>()
  let after: readonly [string, number] = ['', -1]
  while (words.length > 0) {
    const { rows } = await sql<{ revision: string; ordinal: number; words: readonly string[] | null }>`
      with part as (
        select revision_id, ordinal, block ->> 'text' as text from chatdoc_block
        where (revision_id, ordinal) > (${after[0]}, ${after[1]}::int)
        order by revision_id, ordinal limit ${rowsAtOnce}
      ), last as (select revision_id, ordinal from part order by revision_id desc, ordinal desc limit 1)
      select last.revision_id as revision, last.ordinal,
        (select array_agg(distinct hit[1])
         from part, regexp_matches(part.text, ${patternOf(words)}, 'g') as hit
         where not (part.revision_id = any(${gone?.revisionIds ?? []}::text[]))) as words
      from last`.execute(database)
    const [row] = rows
    if (!row) break
    for (const word of row.words ?? []) found.add(word)
    after = [row.revision, row.ordinal]
  }
  return found
}

/** For each document the rare words that stand in no other one; with them the probe looks for what was left. */
export const chooseProbeWords = async (
  database: Kysely<ChatDocTables>,
  gone: Gone,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const candidates = new Map<string, readonly string[]>()
  for (const documentId of gone.documentIds) {
    const rows = await database
      .selectFrom('chatdoc_block')
      .innerJoin('chatdoc_revision as revision', 'revision.id', 'chatdoc_block.revision_id')
      .select(sql<string>`chatdoc_block.block ->> 'text'`.as('text'))
      .where('revision.document_id', '=', documentId)
      .execute()
    candidates.set(documentId, rareWords(rows.map(row => row.text)))
  }
  const elsewhere = await wordsInBlocks(database, [...new Set([...candidates.values()].flat())], gone)
  return new Map(
    [...candidates].map(([id, words]) => [
      id,
      words.filter(word => !elsewhere.has(word)).slice(0, wordsPerDocument),
    ]),
  )
}

/** Tables of this app that name a document or a revision, but for the receipts. */
const tablesThatName = async (
  database: Kysely<ChatDocTables>,
): Promise<readonly { readonly table: string; readonly column: 'document_id' | 'revision_id' }[]> => {
  const { rows } = await sql<{ table: string; column: 'document_id' | 'revision_id' }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and table_name like 'chatdoc\\_%'
      and column_name in ('document_id', 'revision_id') and table_name <> 'chatdoc_deletion'
    order by 1, 2`.execute(database)
  return rows
}

const count = async (database: Kysely<ChatDocTables>, from: RawBuilder<unknown>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${from}`.execute(database)
  return rows[0]?.count ?? 0
}

/** Rows of any table that still name what is gone. */
const rowsLeft = async (database: Kysely<ChatDocTables>, gone: Gone): Promise<number> => {
  const ids = { document_id: gone.documentIds, revision_id: gone.revisionIds }
  let left = await count(database, sql`from chatdoc_document where id = any(${gone.documentIds}::text[])`)
  for (const { table, column } of await tablesThatName(database))
    left += await count(
      database,
      sql`from ${sql.table(table)} where ${sql.ref(column)} = any(${ids[column]}::text[])`,
    )
  return left
}

/** Words that other texts of the store still hold: what was read so far, what a steward wrote. */
const wordsElsewhere = async (database: Kysely<ChatDocTables>, words: readonly string[]): Promise<number> => {
  if (words.length === 0) return 0
  const pattern = patternOf(words)
  return (
    (await count(database, sql`from chatdoc_window where content::text ~ ${pattern}`)) +
    (await count(
      database,
      sql`from chatdoc_correction where block::text ~ ${pattern}
      or original::text ~ ${pattern}`,
    ))
  )
}

/** Places where the search still finds one of the words, or the document. */
const placesFound = async (search: PassageSearch, gone: Gone, words: readonly string[]): Promise<number> => {
  const ids = new Set(gone.documentIds)
  let found = 0
  for (const word of words) {
    const { hits } = await search.search({ question: word, filter: {}, actor: itself, limit: 20 })
    found += hits.filter(
      hit => ids.has(hit.documentId) || hit.blocks.some(block => block.text.includes(word)),
    ).length
  }
  return found
}

/** Looks for what is gone: its rows by their keys, its rarest words in every text and in the search. Must be 0. */
export const probe = async (
  services: { readonly database: Kysely<ChatDocTables>; readonly search: PassageSearch },
  gone: Gone,
  words: readonly string[],
): Promise<number> => {
  const { database, search } = services
  const inBlocks = await wordsInBlocks(database, words)
  return (
    inBlocks.size +
    (await rowsLeft(database, gone)) +
    (await wordsElsewhere(database, words)) +
    (await placesFound(search, gone, words.slice(0, 20)))
  )
}

/** A receipt must not hold the words of what was deleted. */
export const hashWord = (word: string): string => createHash('sha256').update(word).digest('hex')
