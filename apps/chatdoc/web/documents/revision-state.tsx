import { Badge, Progress, Text } from '@mantine/core'
import { useFailureText } from '@millwright/web'
import type { Revision } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'

const colors = { queued: 'gray', reading: 'blue', ready: 'green', failed: 'red', cancelled: 'gray' } as const

/** How far a revision is: waiting, being read with its pages counted, ready, or failed with the reason. */
export const RevisionStateMark = ({ revision }: { readonly revision: Revision }) => {
  const t = useTexts()
  const failureText = useFailureText()
  const { state, pageCount, pagesRead, failure } = revision
  return (
    <div className="cd-state">
      <Badge color={colors[state]}>{t.library.states[state]}</Badge>
      {state === 'reading' && (
        <>
          <Progress
            size="sm"
            animated={pageCount === 0}
            value={pageCount === 0 ? 100 : (pagesRead / pageCount) * 100}
            aria-label={t.library.progress}
          />
          {pageCount > 0 && (
            <Text size="xs" c="dimmed" className="mw-num">
              {t.library.pagesRead(pagesRead, pageCount)}
            </Text>
          )}
        </>
      )}
      {failure && (
        <Text size="sm" className="cd-failure">
          {failureText(failure, failure.message)}
        </Text>
      )}
    </div>
  )
}
