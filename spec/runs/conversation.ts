import { z } from 'zod'
import type { Actor } from '../access/actor.ts'

/** Runs that belong together, as a person asked them one after the other. */
export const conversationSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** The app of its latest run; absent before the first. */
  app: z.string().optional(),
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Conversation = z.infer<typeof conversationSchema>

/** A person's own conversations; another person's is RESOURCE_NOT_FOUND. */
export interface ConversationService {
  list(actor: Actor): Promise<readonly Conversation[]>
  create(title: string, actor: Actor): Promise<Conversation>
  rename(conversationId: string, title: string, actor: Actor): Promise<Conversation>
  /** Removes the conversation from the list; its runs and their journal stay for the audit. */
  remove(conversationId: string, actor: Actor): Promise<void>
}
