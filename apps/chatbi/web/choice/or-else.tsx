import { UnstyledButton } from '@mantine/core'
import { useCan, useLocalize, useRunEditing } from '@millwright/web'
import type { ParseOutput } from '../../ask/step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { withQuery } from '../query/editable-query.tsx'

/** What else the question may mean, one click away. */
export const OrElse = ({ parse }: { readonly parse: ParseOutput }) => {
  const t = useTexts()
  const localize = useLocalize()
  const can = useCan()
  const { save, savingStep } = useRunEditing()
  const { runnerUp } = parse
  if (!runnerUp || parse.decision !== 'answer') return null
  const use = () => void save('parse', { ...withQuery(parse, runnerUp.query), sourceId: runnerUp.sourceId })
  return (
    <p className="cb-or-else">
      {t.choice.orElse}{' '}
      <UnstyledButton
        className="cb-or-else-reading"
        disabled={savingStep === 'parse' || !can('runs.write')}
        onClick={use}
      >
        {localize(runnerUp.reading)}
      </UnstyledButton>
    </p>
  )
}
