import { en } from './en.ts'
import { zh } from './zh.ts'

/** Both languages, for labels that are made outside components. */
export const chatBiTexts = { en, zh }
