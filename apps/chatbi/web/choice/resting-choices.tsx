import { useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { nothingSchema, useApi, useLocalize, useNotify, useSession } from '@millwright/web'
import type { Run } from '@millwright/spec'
import type { ParseOutput } from '../../ask/step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'

/** What the asker chose and the answer rests on; undone, it is forgotten and the question asked again. */
export const RestingChoices = (props: {
  readonly run: Run
  readonly parse: ParseOutput
  /** Absent where nothing can be asked; then nothing is undone either. */
  readonly onAskAgain?: () => void
}) => {
  const { run, parse, onAskAgain } = props
  const localize = useLocalize()
  const { person } = useSession()
  const isOwn = run.createdBy.personId === person.id
  const choices = parse.choices ?? []
  if (choices.length === 0) return null
  return (
    <ul className="cb-resting">
      {choices.map(choice => (
        <li key={choice.text.en}>
          <IconUserCheck size={16} aria-hidden="true" />
          <span>{localize(choice.text)}</span>
          {isOwn && onAskAgain && <Forget ids={choice.ids} onForgotten={onAskAgain} />}
        </li>
      ))}
    </ul>
  )
}

const Forget = (props: { readonly ids: readonly string[]; readonly onForgotten: () => void }) => {
  const { ids } = props
  const t = useTexts()
  const api = useApi()
  const notify = useNotify()
  const [isBusy, setIsBusy] = useState(false)
  const forget = () => {
    setIsBusy(true)
    api
      .send('POST', '/api/chatbi/choices/forget', { ids }, nothingSchema)
      .then(props.onForgotten, (error: unknown) => notify.failed(error))
      .finally(() => setIsBusy(false))
  }
  return (
    <UnstyledButton className="cb-forget" title={t.choice.forgetHint} disabled={isBusy} onClick={forget}>
      {t.choice.forget}
    </UnstyledButton>
  )
}
