import { UnstyledButton } from '@mantine/core'
import type { Passage } from '../../step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'

import type { RunOutputs } from '../outputs.ts'
import { placeOfPassage, textOfPassage } from '../place.ts'
import { usePlaceText } from '../use-place-text.ts'
import { useSource } from '../viewer/source-context.ts'

const shownPlaces = 3

/** What was searched and what came closest, where nothing found answers. */
export const Abstention = ({ runId, outputs }: { readonly runId: string; readonly outputs: RunOutputs }) => {
  const t = useTexts()
  const { retrieve } = outputs
  if (!retrieve) return null
  return (
    <div className="cd-abstention">
      {retrieve.passages.length === 0 ? (
        <p>{t.answer.notInDocuments}</p>
      ) : (
        <>
          <h3 className="cd-label">{t.answer.closest}</h3>
          <ul className="cd-closest">
            {retrieve.passages.slice(0, shownPlaces).map((passage, index) => (
              <li key={passage.passageId}>
                <ClosePlace runId={runId} passage={passage} index={index} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const ClosePlace = (props: { readonly runId: string; readonly passage: Passage; readonly index: number }) => {
  const { passage, index, runId } = props
  const textOf = usePlaceText()
  const { open } = useSource()
  return (
    <UnstyledButton className="cd-close-place" onClick={() => open({ runId, from: 'found', index })}>
      <span className="cd-close-text">{textOfPassage(passage)}</span>
      <span className="cd-source-path">{textOf(placeOfPassage(passage))}</span>
    </UnstyledButton>
  )
}
