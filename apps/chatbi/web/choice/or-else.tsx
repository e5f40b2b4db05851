import { useLocalize } from '@millwright/web'
import type { ParseOutput } from '../../ask/step-outputs.ts'
import { useTexts } from '../i18n/messages.ts'
import { withQuery } from '../query/editable-query.tsx'
import { EditLink } from './edit-link.tsx'

/** What else the question may mean, one click away. */
export const OrElse = ({ parse }: { readonly parse: ParseOutput }) => {
  const t = useTexts()
  const localize = useLocalize()
  const { runnerUp } = parse
  if (!runnerUp || parse.decision !== 'answer') return null
  const { query, sourceId, reading } = runnerUp
  return (
    <p className="cb-or-else">
      {t.choice.orElse}{' '}
      <EditLink output={{ ...withQuery(parse, query), sourceId }} label={localize(reading)} />
    </p>
  )
}
