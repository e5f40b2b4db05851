import { z } from 'zod'
import { localizedSchema, roleSchema } from '@millwright/spec'
import { blockSchema } from '../document/block.ts'
import { noticeSchema, pageSchema } from '../document/document.ts'
import { modelTrialSchema } from '../index/model-trial.ts'
import { rankingWeightsSchema } from '../index/ranking-weights.ts'
import { documentFormats } from '../read/reader.ts'

/** A code of the error catalogue with its facts, so that a page can say it in its language; `message` in English. */
export const failureSchema = z.object({ code: z.string(), data: z.unknown(), message: z.string() })
export type Failure = z.infer<typeof failureSchema>

/** Who may read: everyone of a role (and of every higher one), or one person. */
export const readerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('role'), subject: roleSchema }),
  z.object({ kind: z.literal('person'), subject: z.string(), name: z.string().optional() }),
])
export type Reader = z.infer<typeof readerSchema>

/**
 * - `queued`, `reading`: on its way · `ready`: searchable · `failed`: `failure` says why · `cancelled`: by a person
 */
const revisionStates = ['queued', 'reading', 'ready', 'failed', 'cancelled'] as const
export const revisionStateSchema = z.enum(revisionStates)
export type RevisionState = z.infer<typeof revisionStateSchema>

export const countsSchema = z.object({
  documents: z.number().int(),
  queued: z.number().int(),
  reading: z.number().int(),
  ready: z.number().int(),
  failed: z.number().int(),
  cancelled: z.number().int(),
})

/** Where the end of a batch is told. The secret is shown once, when it is set. */
export const webhookSchema = z.object({
  url: z.string(),
  lastAt: z.string().optional(),
  lastFailure: z.string().optional(),
})

/** A folder on the server whose files are kept in step with the collection. */
export const folderSchema = z.object({
  id: z.string(),
  path: z.string(),
  scannedAt: z.string().optional(),
  failure: failureSchema.optional(),
})
export type WatchedFolder = z.infer<typeof folderSchema>

/** `readers`, `webhook` and `folders` are shown to those alone who may change them. */
export const collectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Words that the text analysis keeps whole. */
  dictionary: z.array(z.string()),
  /** Absent: as for every collection. */
  ranking: rankingWeightsSchema.optional(),
  /** Of an embedding model, on the golden questions; absent: none was tried. */
  trial: modelTrialSchema.optional(),
  createdAt: z.string(),
  /** Documents that the person may read, by the state of their newest revision. */
  counts: countsSchema,
  readers: z.array(readerSchema).optional(),
  webhook: webhookSchema.optional(),
  folders: z.array(folderSchema).optional(),
})
export type Collection = z.infer<typeof collectionSchema>

export const revisionSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  /** Counts from 1 within the document. */
  number: z.number().int(),
  contentHash: z.string(),
  format: z.enum([...documentFormats, 'unknown']),
  sizeBytes: z.number().int(),
  state: revisionStateSchema,
  failure: failureSchema.optional(),
  /** 0 where the format has no pages or they are not counted yet. */
  pageCount: z.number().int(),
  pagesRead: z.number().int(),
  /** The first moment it holds, and the first at which it holds no more; absent: not yet, or still. */
  inForceFrom: z.string().optional(),
  inForceTo: z.string().optional(),
  /** Holds at this moment. */
  isInForce: z.boolean(),
  createdAt: z.string(),
  readAt: z.string().optional(),
})
export type Revision = z.infer<typeof revisionSchema>

/** A document in a list; `newest` is its newest revision, whatever its state. */
export const documentSummarySchema = z.object({
  id: z.string(),
  collectionId: z.string(),
  collectionName: z.string(),
  /** The file's name with its folders inside the collection. */
  name: z.string(),
  title: z.string(),
  language: z.enum(['en', 'zh']),
  equipment: z.array(z.string()),
  /** Has readers of its own, which narrow those of the collection. */
  isRestricted: z.boolean(),
  createdAt: z.string(),
  /** When its file was missed in the watched folder it came from. */
  vanishedAt: z.string().optional(),
  newest: revisionSchema,
})
export type DocumentSummary = z.infer<typeof documentSummarySchema>

export const documentListSchema = z.object({
  documents: z.array(documentSummarySchema),
  /** All that fit the filter. */
  total: z.number().int(),
})

/** Newest revision first. `readers` are shown to those alone who may change them. */
export const documentDetailSchema = documentSummarySchema.extend({
  revisions: z.array(revisionSchema),
  readers: z.array(readerSchema).optional(),
})
export type DocumentDetail = z.infer<typeof documentDetailSchema>

/**
 * What became of one file of an upload.
 * - `added`: a new document · `revised`: a new revision of one · `unchanged`: the newest revision has these bytes
 * - `again`: the same bytes, which could not be read before, are read once more
 * - `unpacking`: an archive, whose files come as they are unpacked: the batch tells of them
 * - `failed`: listed in the collection, with the reason why it cannot be read · `refused`: not kept at all
 */
export const fileResultSchema = z.object({
  /** As it was sent; a file of a ZIP or an e-mail has the name of that before it. */
  name: z.string(),
  outcome: z.enum(['added', 'revised', 'unchanged', 'again', 'unpacking', 'failed', 'refused']),
  documentId: z.string().optional(),
  revisionId: z.string().optional(),
  failure: failureSchema.optional(),
})
export type FileResult = z.infer<typeof fileResultSchema>

export const uploadReplySchema = z.object({ batchId: z.string(), files: z.array(fileResultSchema) })
export type UploadReply = z.infer<typeof uploadReplySchema>

/** What came together: how far it is, and its files by name, as far as the person may read them. */
export const batchSchema = z.object({
  id: z.string(),
  collectionId: z.string(),
  /** No more files come, and none is on its way. */
  isOver: z.boolean(),
  /** Archives that are still to be unpacked. */
  unpacking: z.array(z.string()),
  counts: countsSchema.omit({ documents: true }),
  files: z.array(
    z.object({
      name: z.string(),
      documentId: z.string(),
      revisionId: z.string(),
      number: z.number().int(),
      state: revisionStateSchema,
      failure: failureSchema.optional(),
    }),
  ),
})
export type Batch = z.infer<typeof batchSchema>

/** A steward's change of a block. `original` is the block as it was read. */
export const correctionSchema = z.object({
  version: z.number().int().positive(),
  by: z.string(),
  at: z.string(),
  original: blockSchema,
})
export type Correction = z.infer<typeof correctionSchema>

/** `headingPath`: titles of the headings above, outermost first. */
export const shownBlockSchema = z.object({
  block: blockSchema,
  headingPath: z.array(z.string()),
  correction: correctionSchema.optional(),
})
export type ShownBlock = z.infer<typeof shownBlockSchema>

/** A revision with its tree, or the part of it that was asked for. */
export const revisionDetailSchema = revisionSchema.extend({
  title: z.string(),
  name: z.string(),
  collectionId: z.string(),
  pages: z.array(pageSchema),
  notices: z.array(noticeSchema),
  blockCount: z.number().int(),
  /** In reading order, from `offset`. */
  blocks: z.array(shownBlockSchema),
  offset: z.number().int(),
})
export type RevisionDetail = z.infer<typeof revisionDetailSchema>

/** `before` is absent for what was added, `after` for what was removed; both stand where a block was changed. */
export const changeSchema = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  before: blockSchema.optional(),
  after: blockSchema.optional(),
  headingPath: z.array(z.string()),
})
export type Change = z.infer<typeof changeSchema>

export const diffSchema = z.object({
  from: revisionSchema,
  to: revisionSchema,
  unchanged: z.number().int(),
  changes: z.array(changeSchema),
})

/** A person who can read a document, and each reason that holds. */
export const accessEntrySchema = z.object({
  personId: z.string(),
  name: z.string(),
  role: roleSchema,
  reasons: z.array(localizedSchema),
})
export const accessReplySchema = z.object({ isRestricted: z.boolean(), people: z.array(accessEntrySchema) })

/** A person as one who gives rights needs to know them. */
export const personSchema = z.object({ id: z.string(), name: z.string(), role: roleSchema })

/** Proof of a deletion. Counts by what was removed; words of the probe as SHA-256 in hex. */
export const deletionSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  collectionId: z.string(),
  name: z.string(),
  title: z.string(),
  revisions: z.number().int(),
  removed: z.record(z.string(), z.number().int()),
  by: z.string(),
  at: z.string(),
  probe: z.object({
    words: z.array(z.string()),
    /** Places that still hold one of the words or a row of the document; must be 0. */
    found: z.number().int(),
    isClean: z.boolean(),
  }),
  /** What stays elsewhere, and why. */
  kept: z.array(localizedSchema),
  /** Receipts of the attachments that were deleted with it; in the reply to that deletion alone. */
  attachments: z.array(z.string()).optional(),
})
export type Deletion = z.infer<typeof deletionSchema>

/** One passage that was found. */
export const hitSchema = z.object({
  passageId: z.string(),
  collectionId: z.string(),
  documentId: z.string(),
  documentTitle: z.string(),
  documentName: z.string(),
  revisionId: z.string(),
  revisionNumber: z.number().int(),
  headingPath: z.array(z.string()),
  blocks: z.array(blockSchema),
  tableRow: z.number().int().optional(),
  score: z.number(),
  features: z.record(z.string(), z.number()),
})
export const retrievalReplySchema = z.object({
  hits: z.array(hitSchema),
  terms: z.array(z.string()),
  durationMs: z.number(),
})
