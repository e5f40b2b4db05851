import { toWhyQuestion } from './why-words.ts'

/** The skill that answers a question: one that asks for causes is compared and explained, every other is asked. */
export const skillOf = (question: string): 'chatbi.ask' | 'chatbi.why' =>
  toWhyQuestion(question) ? 'chatbi.why' : 'chatbi.ask'
