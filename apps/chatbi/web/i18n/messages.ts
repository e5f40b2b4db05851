import { createMessages } from '@millwright/web'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Both languages, for labels that are made outside components. */
export const chatBiTexts = { en, zh }

/** ChatBI's texts in the person's language. */
export const useTexts = createMessages(chatBiTexts)
