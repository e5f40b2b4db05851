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

const offered = 'millwright-question-offered'

/** Puts a question where the next one is written, to be changed before it is asked. */
export const offerQuestion = (question: string): void => {
  window.dispatchEvent(new CustomEvent(offered, { detail: question }))
}

/** Takes a question that is offered anywhere on the page. */
export const useOfferedQuestion = (take: (question: string) => void): void => {
  useEffect(() => {
    const onOffered = (event: Event): void => {
      if (event instanceof CustomEvent && typeof event.detail === 'string') take(event.detail)
    }
    window.addEventListener(offered, onOffered)
    return () => window.removeEventListener(offered, onOffered)
  }, [take])
}
