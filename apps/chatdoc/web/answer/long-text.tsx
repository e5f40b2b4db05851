import { useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useTexts } from '../i18n/messages.ts'

/** Longer texts are shown from their beginning, the rest on demand. */
const longestShown = 700

/** Words of a document with its own line breaks. */
export const LongText = ({ text }: { readonly text: string }) => {
  const t = useTexts()
  const [isWhole, setWhole] = useState(text.length <= longestShown)
  if (isWhole) return <span className="cd-clamp">{text}</span>
  return (
    <>
      <span className="cd-clamp" data-clamped>
        {text}
      </span>
      <UnstyledButton className="cd-more" onClick={() => setWhole(true)}>
        {t.answer.showAll}
      </UnstyledButton>{' '}
    </>
  )
}
