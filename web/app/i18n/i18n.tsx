import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { localize } from '@millwright/spec'
import type { Language, Localized } from '@millwright/spec'
import { en } from './en.ts'
import { zh } from './zh.ts'

const storageKey = 'millwright-language'

interface LanguageContextValue {
  readonly language: Language
  readonly setLanguage: (language: Language) => void
}

const LanguageContext = createContext<LanguageContextValue | undefined>(undefined)

const preferredLanguage = (): Language => {
  const stored = localStorage.getItem(storageKey)
  if (stored === 'en' || stored === 'zh') return stored
  return navigator.languages.some(tag => tag.toLowerCase().startsWith('zh')) &&
    !navigator.languages[0]?.toLowerCase().startsWith('en')
    ? 'zh'
    : 'en'
}

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState<Language>(preferredLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const value = useMemo<LanguageContextValue>(
    () => ({
      language,
      setLanguage: next => {
        localStorage.setItem(storageKey, next)
        setLanguage(next)
      },
    }),
    [language],
  )
  return <LanguageContext value={value}>{children}</LanguageContext>
}

/** The person's language and the way to change it. */
export const useLanguage = (): LanguageContextValue => {
  const value = useContext(LanguageContext)
  if (!value) throw new Error('bug: no LanguageProvider above')
  return value
}

/**
 * A hook that gives one set of messages in the person's language. Messages are texts, or functions of what
 * they mention; `zh` has the type of `en`, so that a missing message does not compile.
 */
export const createMessages = <Messages,>(texts: {
  readonly en: Messages
  readonly zh: NoInfer<Messages>
}) => {
  return (): Messages => texts[useLanguage().language]
}

/** The shell's own messages. */
export const useMessages = createMessages({ en, zh })

/** Picks a label in the person's language. */
export const useLocalize = (): ((label: Localized) => string) => {
  const { language } = useLanguage()
  return label => localize(label, language)
}
