import { createMessages } from '@millwright/web'
import { chatBiTexts } from './texts.ts'

/** ChatBI's texts in the person's language. */
export const useTexts = createMessages(chatBiTexts)
