import type { Actor } from '@millwright/spec'
import type { Hit, PassageSearch } from '../index/search.ts'
import { compareRevisions } from './compare-revisions.ts'
import type { LoadRevisions } from './load-revisions.ts'
import type { LoadSections } from './load-sections.ts'
import type { Passage, RetrieveOutput, UnderstandOutput } from '../step-outputs.ts'

/** What passages are found with. */
export interface RetrieveServices {
  readonly search: PassageSearch
  readonly loadSections: LoadSections
  /** Absent: revisions are not compared. */
  readonly loadRevisions?: LoadRevisions
}

interface RetrieveOptions {
  readonly understood: UnderstandOutput
  readonly actor: Actor
  readonly signal?: AbortSignal
}

const hitCount = 20
/** Sections are brought for so many of the best passages. */
const sectionCount = 5

const wantsSection = ({ type }: UnderstandOutput): boolean =>
  type === 'procedure' || type === 'code' || type === 'list'

const toPassage = (hit: Hit): Passage => ({
  passageId: hit.passageId,
  collectionId: hit.collectionId,
  documentId: hit.documentId,
  documentTitle: hit.documentTitle,
  documentName: hit.documentName,
  revisionId: hit.revisionId,
  revisionNumber: hit.revisionNumber,
  headingPath: [...hit.headingPath],
  blocks: [...hit.blocks],
  ...(hit.tableRow === undefined ? {} : { tableRow: hit.tableRow }),
  score: hit.score,
  features: { ...hit.features },
})

const withSections = async (
  passages: readonly Passage[],
  { loadSections }: RetrieveServices,
  actor: Actor,
): Promise<Passage[]> => {
  const best = passages.slice(0, sectionCount)
  const places = best.map(({ revisionId, blocks }) => ({ revisionId, blockId: blocks[0]?.id ?? '' }))
  const sections = await loadSections(places, actor)
  return passages.map((passage, i) => {
    const section = sections[i]
    return section === undefined || section.length === 0 ? passage : { ...passage, section: [...section] }
  })
}

/** The best passages within what was asked; for procedures, codes and lists with the section that they stand in. */
export const retrievePassages = async (
  services: RetrieveServices,
  { understood, actor, signal }: RetrieveOptions,
): Promise<Omit<RetrieveOutput, 'documentCount'>> => {
  const { hits, terms } = await services.search.search({
    question: understood.question,
    filter: {
      ...(understood.collectionIds.length > 0 ? { collectionIds: understood.collectionIds } : {}),
      ...(understood.documentIds.length > 0 ? { documentIds: understood.documentIds } : {}),
      ...(understood.equipment.length > 0 ? { equipment: understood.equipment } : {}),
      asOf: new Date(understood.asOf),
    },
    actor,
    limit: hitCount,
    readsWhole: true,
    ...(signal ? { signal } : {}),
  })
  const passages = hits.map(toPassage)
  const compared =
    services.loadRevisions &&
    (await compareRevisions(services.loadRevisions, { understood, passages, actor }))
  if (compared) return { terms: [...terms], passages: [...compared.passages], changes: compared.changes }
  return {
    terms: [...terms],
    passages: wantsSection(understood) ? await withSections(passages, services, actor) : passages,
  }
}
