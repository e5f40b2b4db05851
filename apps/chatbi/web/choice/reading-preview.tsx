import { Skeleton, Text, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useApi, useFormat, useLanguage, useLocalize } from '@millwright/web'
import { readingPreviewSchema } from '../../ask/step-outputs.ts'
import type { OfferedReading, ReadingPreview } from '../../ask/step-outputs.ts'
import { columnHeading, formatCell, isNumericColumn } from '../answer/cell-format.ts'
import { useTexts } from '../i18n/messages.ts'

type PreviewedRows = Extract<ReadingPreview, { state: 'rows' }>

/** The first rows that a reading gives, its one number large, or why there is nothing to show. */
export const PreviewOf = (props: {
  readonly id: string
  readonly runId: string
  readonly option: OfferedReading
}) => {
  const t = useTexts()
  const { id } = props
  const { preview, isComing } = usePreview(props.runId, props.option)
  if (isComing)
    return (
      <div id={id} className="cb-preview">
        <p className="cb-preview-count">{t.choice.coming}</p>
        <Skeleton height={72} radius="sm" />
      </div>
    )
  if (preview.state === 'none')
    return (
      <Text id={id} size="sm" c="dimmed">
        {t.choice.noPreview[preview.reason]}
      </Text>
    )
  return (
    <div id={id} className="cb-preview">
      {isOneNumber(preview) ? <OneNumber preview={preview} /> : <FirstRows preview={preview} />}
    </div>
  )
}

/** The preview that came with the question; one that was late is waited for here. */
const usePreview = (runId: string, { value, preview }: OfferedReading) => {
  const api = useApi()
  const isLate = preview.state === 'none' && preview.reason === 'slow'
  const path = `/api/chatbi/runs/${encodeURIComponent(runId)}/preview?choice=${encodeURIComponent(value)}`
  const late = useQuery({
    queryKey: ['chatbi', 'preview', runId, value],
    enabled: isLate,
    staleTime: Infinity,
    retry: false,
    queryFn: ({ signal }) => api.get(path, readingPreviewSchema, signal),
  })
  return { preview: late.data ?? preview, isComing: isLate && late.isPending }
}

const isOneNumber = ({ columns, rowCount, columnCount }: PreviewedRows): boolean =>
  rowCount === 1 && columnCount === 1 && columns[0]?.role === 'measure'

const OneNumber = ({ preview }: { readonly preview: PreviewedRows }) => {
  const { language } = useLanguage()
  const [column] = preview.columns
  if (!column) return null
  const unit = column.percent ? '%' : column.unit
  return (
    <p className="cb-preview-value mw-num">
      {formatCell(column, preview.rows[0]?.[0] ?? null, language)}
      {unit && <span className="cb-preview-unit"> {unit}</span>}
    </p>
  )
}

const FirstRows = ({ preview }: { readonly preview: PreviewedRows }) => {
  const t = useTexts()
  const { language } = useLanguage()
  const localize = useLocalize()
  const { columns, rows } = preview
  return (
    <>
      {rows.length > 0 && (
        <table className="cb-preview-rows">
          <caption>
            <VisuallyHidden>{t.choice.preview}</VisuallyHidden>
          </caption>
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column.id} scope="col" data-numeric={isNumericColumn(column) || undefined}>
                  {columnHeading(column, localize(column.label), language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map((column, place) => (
                  <td key={column.id} data-numeric={isNumericColumn(column) || undefined}>
                    {formatCell(column, row[place] ?? null, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <RowCount preview={preview} />
    </>
  )
}

const RowCount = ({ preview }: { readonly preview: PreviewedRows }) => {
  const t = useTexts()
  const format = useFormat()
  const { rows, rowCount, isMore, columns, columnCount } = preview
  const hidden = columnCount - columns.length
  return (
    <p className="cb-preview-count mw-num">
      {rowCount === 0
        ? t.choice.noRows
        : isMore
          ? t.choice.firstOfMore(rows.length, format.number(rowCount))
          : t.choice.firstOf(rows.length, format.number(rowCount))}
      {hidden > 0 && ` · ${t.choice.moreColumns(hidden)}`}
    </p>
  )
}
