import { z } from 'zod'

/** The two languages of the product. */
export const languageSchema = z.enum(['en', 'zh'])
export type Language = z.infer<typeof languageSchema>

/** A label in both languages. A missing Chinese text falls back to the English one. */
export const localizedSchema = z.object({ en: z.string(), zh: z.string().optional() })
export type Localized = z.infer<typeof localizedSchema>

/** The text of `label` in `language`; English where no Chinese text was given. */
export const localize = (label: Localized, language: Language): string =>
  language === 'zh' ? (label.zh ?? label.en) : label.en
