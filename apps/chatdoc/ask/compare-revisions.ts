import type { Actor } from '@millwright/spec'
import type { Block } from '../document/block.ts'
import { diffBlocks } from '../library/diff-blocks.ts'
import { revisionsOf } from '../understand/revisions.ts'
import type { LoadRevisions, PastRevision } from './load-revisions.ts'
import type { Passage, RevisionChanges, UnderstandOutput } from '../step-outputs.ts'

/** So many documents that were found are looked at for one that has the revisions. */
const documentCount = 3
/** So many changed blocks are told. */
const mostChanges = 30

interface CompareRequest {
  readonly understood: UnderstandOutput
  /** What was found in the revisions in force, best first. */
  readonly passages: readonly Passage[]
  readonly actor: Actor
}

/** What differs, with a passage for each side of each change. */
export interface ComparedRevisions {
  readonly passages: readonly Passage[]
  readonly changes: RevisionChanges
}

type Pair = readonly [before: PastRevision, after: PastRevision]

const pairOf = (revisions: readonly PastRevision[], numbers: readonly number[]): Pair | undefined => {
  const [first, second] = numbers
  const after = second === undefined ? revisions.at(-1) : revisions.find(one => one.number === second)
  const before =
    first === undefined || (second === undefined && first === after?.number)
      ? revisions.findLast(one => after && one.number < after.number)
      : revisions.find(one => one.number === first)
  return before && after && before.id !== after.id ? [before, after] : undefined
}

/** The document that is meant is the best found one that has both revisions. */
const findPair = async (
  loadRevisions: LoadRevisions,
  { understood, passages, actor }: CompareRequest,
  numbers: readonly number[],
): Promise<{ readonly found: Passage; readonly pair: Pair } | undefined> => {
  const firsts = [...new Map(passages.toReversed().map(passage => [passage.documentId, passage])).values()]
  const best = firsts.toSorted((a, b) => passages.indexOf(a) - passages.indexOf(b)).slice(0, documentCount)
  for (const found of best) {
    const asOf = new Date(understood.asOf)
    const revisions = await loadRevisions({ documentId: found.documentId, asOf, actor })
    const pair = pairOf(revisions, numbers)
    if (pair) return { found, pair }
  }
  return undefined
}

/** Both revisions of the document that is meant, block by block; undefined where the question compares none. */
export const compareRevisions = async (
  loadRevisions: LoadRevisions,
  request: CompareRequest,
): Promise<ComparedRevisions | undefined> => {
  const asked =
    request.understood.type === 'comparison' ? revisionsOf(request.understood.question) : undefined
  const known = asked && (await findPair(loadRevisions, request, asked.numbers))
  if (!known) return undefined
  const { found, pair } = known
  const [before, after] = pair
  const { changes } = diffBlocks(await before.blocks(), await after.blocks())
  const passageOf = (revision: PastRevision, block: Block, headingPath: readonly string[]): Passage => ({
    passageId: `${revision.id}:${block.id}`,
    collectionId: found.collectionId,
    documentId: found.documentId,
    documentTitle: found.documentTitle,
    documentName: found.documentName,
    revisionId: revision.id,
    revisionNumber: revision.number,
    headingPath: [...headingPath],
    blocks: [block],
    score: 1,
    features: {},
  })
  const sides = changes.slice(0, mostChanges).map(change => ({
    before: change.before && passageOf(before, change.before, change.headingPath),
    after: change.after && passageOf(after, change.after, change.headingPath),
  }))
  return {
    passages: sides.flatMap(side => [side.before, side.after].flatMap(passage => passage ?? [])),
    changes: {
      before: { revisionId: before.id, number: before.number, asOf: before.inForceFrom.toISOString() },
      after: { revisionId: after.id, number: after.number, asOf: after.inForceFrom.toISOString() },
      pairs: sides.map(side => ({
        ...(side.before ? { before: side.before.passageId } : {}),
        ...(side.after ? { after: side.after.passageId } : {}),
      })),
    },
  }
}
