import { z } from 'zod'
import { languageSchema, localizedSchema } from '@millwright/spec'
import { blockSchema, boxSchema } from './document/block.ts'
import { operations } from './understand/operation.ts'
import { hitSchema } from './library/replies.ts'

export const askInputSchema = z.object({
  question: z.string().trim().min(1).max(2000),
  /** Absent or empty: every collection that the person may read. */
  collectionIds: z.array(z.string()).max(200).optional(),
  documentIds: z.array(z.string()).max(200).optional(),
  /** Ask as of this moment (ISO 8601): the revisions then in force answer. Absent: when the run was asked. */
  asOf: z.iso.datetime({ offset: true }).optional(),
  /** The language of the answer's own words; absent: the question's. Quotes stay as they stand. */
  language: languageSchema.optional(),
  /** The run that this question follows up. */
  previousRunId: z.string().optional(),
})
export type AskInput = z.infer<typeof askInputSchema>

export const questionTypes = [
  'procedure',
  'code',
  'parameter',
  'definition',
  'yes-no',
  'list',
  'comparison',
  'calculation',
  'where',
  'fact',
] as const

/** What kind of words answer the question. */
const expectedAnswers = [
  'person',
  'place',
  'date',
  'number',
  'quantity',
  'money',
  'percent',
  'duration',
  'reason',
  'manner',
  'yes-no',
  'thing',
] as const
export const expectedAnswerSchema = z.enum(expectedAnswers)
export type ExpectedAnswer = z.infer<typeof expectedAnswerSchema>

/** What the question asks for. A person may edit it; everything after follows. */
export const understandOutputSchema = z.object({
  language: languageSchema,
  type: z.enum(questionTypes),
  expects: expectedAnswerSchema,
  /** The question as it is searched: what it refers to ("it", "那台") is filled in from the run before. */
  question: z.string(),
  /** Fault codes, part numbers, standards, thread sizes, as written. */
  codes: z.array(z.string()),
  /** Equipment named in the question that documents are about. */
  equipment: z.array(z.string()),
  collectionIds: z.array(z.string()),
  documentIds: z.array(z.string()),
  asOf: z.string(),
  /** The plain sentence that says all this. */
  reading: localizedSchema,
})
export type UnderstandOutput = z.infer<typeof understandOutputSchema>

/** A passage as the steps keep it: enough to read and to cite after the document has changed. */
export const passageSchema = hitSchema.extend({
  /** The section that it stands in, heading first, in reading order: a whole procedure with its warnings. */
  section: z.array(blockSchema).optional(),
})
export type Passage = z.infer<typeof passageSchema>

const revisionSideSchema = z.object({
  revisionId: z.string(),
  number: z.number().int(),
  /** A moment at which it was in force: it is checked as of then. */
  asOf: z.string(),
})
/** What differs between two revisions: the passages of each side by their ids; one side alone was added or removed. */
export const revisionChangesSchema = z.object({
  before: revisionSideSchema,
  after: revisionSideSchema,
  pairs: z.array(z.object({ before: z.string().optional(), after: z.string().optional() })),
})
export type RevisionChanges = z.infer<typeof revisionChangesSchema>

export const retrieveOutputSchema = z.object({
  terms: z.array(z.string()),
  passages: z.array(passageSchema),
  /** Documents that the person may read within what was asked. */
  documentCount: z.number().int(),
  /** Where two revisions of a document are compared: `passages` are then what differs. */
  changes: revisionChangesSchema.optional(),
})
export type RetrieveOutput = z.infer<typeof retrieveOutputSchema>

/** Words as they stand in blocks of a passage: what a part of an answer is proved by. */
export const sourceSchema = z.object({
  /** Index into the passages of the step `retrieve`. */
  passage: z.number().int().nonnegative(),
  blockIds: z.array(z.string()),
  /** For a table: the cells, as `[row, column]`. */
  cells: z.array(z.tuple([z.number().int(), z.number().int()])).optional(),
  quote: z.string(),
})
export type Source = z.infer<typeof sourceSchema>

/** A piece that may answer, where it stands, and how likely it is. */
export const candidateSchema = z.object({
  /** Index into the passages of the step before. */
  passage: z.number().int().nonnegative(),
  /** The blocks it stands in; for a table its block, with `cells` as `[row, column]`. */
  blockIds: z.array(z.string()),
  cells: z.array(z.tuple([z.number().int(), z.number().int()])).optional(),
  /** The words as they stand in the document. */
  quote: z.string(),
  /** The shortest stretch of the quote that answers, where there is one. */
  short: z.string().optional(),
  /** The unit or scale that the table tells for it, where its own words do not. */
  unit: z.string().optional(),
  /** The sentence beside the table that tells the scale, where the table does not. */
  unitSource: sourceSchema.optional(),
  score: z.number(),
  features: z.record(z.string(), z.number()),
})
export type Candidate = z.infer<typeof candidateSchema>

export const readOutputSchema = z.object({
  candidates: z.array(candidateSchema),
  /** Probability that the first candidate answers the question. */
  confidence: z.number().min(0).max(1),
})
export type ReadOutput = z.infer<typeof readOutputSchema>

/** What a part was computed by: the check reads the operands again in their cells and repeats it. */
export const calculationSchema = z.object({
  operation: z.enum(operations),
  /** In the order of the formula; `source` is an index into the sources of the part, `text` the cell as it stands. */
  operands: z.array(z.object({ name: z.string(), text: z.string(), source: z.number().int().nonnegative() })),
  /** What the values are counted in, a scale ("million") or a unit. */
  unit: z.string().optional(),
  language: languageSchema,
})
export type Calculation = z.infer<typeof calculationSchema>

/** One piece of an answer. `candidates` are indices into those of the step `read`; a step of a procedure has none. */
export const answerPartSchema = z.object({
  kind: z.enum(['value', 'sentence', 'step', 'warning', 'item', 'row']),
  text: z.string(),
  /** Nesting of a step or an item, from 1. */
  level: z.number().int().optional(),
  /** The number or bullet as printed. */
  marker: z.string().optional(),
  candidates: z.array(z.number().int()),
  sources: z.array(sourceSchema),
  calculation: calculationSchema.optional(),
})
export type AnswerPart = z.infer<typeof answerPartSchema>

export const answerOutputSchema = z.object({
  form: z.enum([
    'procedure',
    'value',
    'sentences',
    'list',
    'comparison',
    'calculation',
    'where',
    'abstention',
  ]),
  /** A sentence of our own that leads in or says why there is no answer. */
  lead: localizedSchema,
  parts: z.array(answerPartSchema),
  /** The shortest answer, where there is one: a number with its unit, a name, yes or no. */
  short: z.string().optional(),
  confidence: z.number().min(0).max(1),
  /** Parts that a check dropped, a model's sentences among them, with the reason. */
  dropped: z.array(z.object({ text: z.string(), reason: localizedSchema })),
})
export type AnswerOutput = z.infer<typeof answerOutputSchema>

/** Where a part of the answer stands, pinned to the revision it was read from. */
export const citationSchema = z.object({
  /** Indices into the parts of the answer that it proves. */
  parts: z.array(z.number().int()),
  documentId: z.string(),
  documentTitle: z.string(),
  documentName: z.string(),
  revisionId: z.string(),
  revisionNumber: z.number().int(),
  headingPath: z.array(z.string()),
  blockIds: z.array(z.string()),
  cells: z.array(z.tuple([z.number().int(), z.number().int()])).optional(),
  boxes: z.array(boxSchema),
  quote: z.string(),
})
export type Citation = z.infer<typeof citationSchema>
export const citeOutputSchema = z.object({ citations: z.array(citationSchema) })
export type CiteOutput = z.infer<typeof citeOutputSchema>

/**
 * The answer that stands, with its citations: what the page shows once the run is done. Parts whose citation failed a
 * check are in `answer.dropped` with the reason, and the indices are those of the parts that are left.
 */
export const checkOutputSchema = z.object({ answer: answerOutputSchema, citations: z.array(citationSchema) })
export type CheckOutput = z.infer<typeof checkOutputSchema>
