import { useFormat } from '@millwright/web'
import type { ParseOutput } from '../../ask/step-outputs.ts'
import { beyondCount } from '../../execute/beyond-limit.ts'
import type { ResultTable } from '../../execute/result-table.ts'
import { EditLink } from '../choice/edit-link.tsx'
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
  const format = useFormat()
  const { equalBeyond = 0 } = table
  const { query } = parse
  if (equalBeyond === 0 || !query?.limit) return null
  const withEqual = setLimit(query, query.limit.count + equalBeyond)
  return (
    <p className="cb-or-else" role="note">
      {t.answer.equalBeyond(format.number(equalBeyond), equalBeyond >= beyondCount)}{' '}
      <EditLink output={withQuery(parse, withEqual)} label={t.answer.showEqual} />
    </p>
  )
}
