import { useEffect, useState } from 'react'

const storageKey = 'millwright-question'

/**
 * The question that is being written. The first one of a conversation is kept while the tab lives, so that it comes
 * along when a person asks the documents what they had begun to ask the data.
 */
export const useQuestionDraft = (isFirst: boolean) => {
  const [text, setText] = useState(() => (isFirst ? (sessionStorage.getItem(storageKey) ?? '') : ''))
  useEffect(() => {
    if (!isFirst) return
    if (text === '') sessionStorage.removeItem(storageKey)
    else sessionStorage.setItem(storageKey, text)
  }, [isFirst, text])
  return [text, setText] as const
}
