import { useState } from 'react'

/** A text that is being changed. It starts anew when what it was made from changes. */
export const useDraft = (written: string): readonly [string, (text: string) => void] => {
  const [draft, setDraft] = useState({ written, text: written })
  const text = draft.written === written ? draft.text : written
  return [text, next => setDraft({ written, text: next })]
}
