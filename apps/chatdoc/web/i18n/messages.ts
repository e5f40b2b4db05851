import { createMessages } from '@millwright/web'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** ChatDoc's texts in the person's language. */
export const useTexts = createMessages({ en, zh })
