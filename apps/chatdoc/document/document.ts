import { z } from 'zod'
import { localizedSchema } from '@millwright/spec'
import { blockSchema } from './block.ts'

/** Size of a page as displayed, in points. `origin`: text layer, optical character recognition, or neither. */
export const pageSchema = z.object({
  page: z.number().int().positive(),
  width: z.number(),
  height: z.number(),
  origin: z.enum(['text', 'ocr', 'empty']),
})
export type Page = z.infer<typeof pageSchema>

/** Something that was not read, or not surely, and where; the reading went on. */
export const noticeSchema = z.object({
  code: z.string(),
  message: localizedSchema,
  page: z.number().int().positive().optional(),
})
export type Notice = z.infer<typeof noticeSchema>

/** A document as it was read, whatever its format. `version` is this format's. */
export const documentSchema = z.object({
  version: z.literal(1),
  title: z.string(),
  language: z.enum(['en', 'zh']),
  /** Empty for formats without pages. */
  pages: z.array(pageSchema),
  blocks: z.array(blockSchema),
  notices: z.array(noticeSchema),
})
export type DocumentTree = z.infer<typeof documentSchema>
