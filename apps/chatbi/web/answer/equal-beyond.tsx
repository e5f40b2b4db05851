import { UnstyledButton } from '@mantine/core'
import { useCan, useFormat, useRunEditing } from '@millwright/web'
import type { ParseOutput } from '../../ask/step-outputs.ts'
import { beyondCount } from '../../execute/beyond-count.ts'
import type { ResultTable } from '../../execute/result-table.ts'
import { useTexts } from '../i18n/messages.ts'
import { withQuery } from '../query/editable-query.tsx'
import { setLimit } from '../query/query-edits.ts'

/** Rows that the limit leaves out though they are equal to the last one shown, one click away. */
export const EqualBeyond = ({
  parse,
  table,
}: {
  readonly parse: ParseOutput
  readonly table: ResultTable
}) => {
  const t = useTexts()
  const can = useCan()
  const format = useFormat()
  const { save, savingStep } = useRunEditing()
  const { equalBeyond = 0 } = table
  const { query } = parse
  if (equalBeyond === 0 || !query?.limit) return null
  const higher = query.limit.count + equalBeyond
  return (
    <p className="cb-or-else" role="note">
      {t.answer.equalBeyond(format.number(equalBeyond), equalBeyond >= beyondCount)}{' '}
      <UnstyledButton
        className="cb-or-else-reading"
        disabled={savingStep === 'parse' || !can('runs.write')}
        onClick={() => void save('parse', withQuery(parse, setLimit(query, higher)))}
      >
        {t.answer.showEqual}
      </UnstyledButton>
    </p>
  )
}
