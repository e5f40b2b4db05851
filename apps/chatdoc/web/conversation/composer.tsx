import { QuestionField } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { AsOfPicker } from './as-of-picker.tsx'
import { CollectionPicker } from './collection-picker.tsx'
import type { Scope } from './scope.ts'

/** Where a question to the documents is written. */
export const Composer = (props: {
  readonly scope: Scope
  readonly onScope: (scope: Scope) => void
  readonly onAsk: (question: string) => Promise<boolean>
  readonly isFollowUp: boolean
  readonly isFirst: boolean
}) => {
  const t = useTexts()
  const { scope, onScope } = props
  return (
    <QuestionField
      placeholder={props.isFollowUp ? t.ask.followUp : t.ask.placeholder}
      onAsk={props.onAsk}
      isFirst={props.isFirst}
      tools={
        <>
          <CollectionPicker
            chosen={scope.collectionIds}
            onChoose={collectionIds => onScope({ ...scope, collectionIds })}
          />
          <AsOfPicker asOf={scope.asOf} onChange={asOf => onScope({ ...scope, asOf })} />
          <span className="mw-composer-status" />
        </>
      }
    />
  )
}
