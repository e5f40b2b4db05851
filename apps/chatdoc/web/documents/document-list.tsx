import { useState } from 'react'
import { Pagination, Table, Text } from '@mantine/core'
import { ErrorState, ListSkeleton, useFormat } from '@millwright/web'
import type { DocumentSummary, RevisionState } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useDocuments } from '../library-queries.ts'
import { DocumentRow } from './document-row.tsx'

const pageSize = 50

/** Documents that fit the filter, by name; those of all collections name theirs. */
export const DocumentList = (props: {
  readonly collectionId: string | undefined
  readonly text: string
  readonly state: RevisionState | undefined
  readonly onDelete: (document: DocumentSummary) => void
}) => {
  const t = useTexts()
  const format = useFormat()
  const [page, setPage] = useState(1)
  const documents = useDocuments(props.collectionId, {
    text: props.text,
    state: props.state,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  })
  if (documents.isPending) return <ListSkeleton rows={6} />
  if (documents.isError)
    return <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />
  const { total } = documents.data
  if (total === 0)
    return (
      <Text c="dimmed" py="lg">
        {t.library.noMatch}
      </Text>
    )
  return (
    <>
      <div className="mw-scroll-x mw-stack mw-panel cd-documents">
        <Table verticalSpacing="xs" horizontalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.library.document}</Table.Th>
              <Table.Th>{t.library.state}</Table.Th>
              <Table.Th>{t.library.facts}</Table.Th>
              <Table.Th aria-label={t.library.actions} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {documents.data.documents.map(item => (
              <DocumentRow
                key={item.id}
                document={item}
                namesCollection={props.collectionId === undefined}
                onDelete={() => props.onDelete(item)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {total > pageSize && (
        <div className="cd-paging">
          <Text size="sm" c="dimmed">
            {t.welcome.documents(total, format.number(total))}
          </Text>
          <Pagination
            size="sm"
            total={Math.ceil(total / pageSize)}
            value={page}
            onChange={setPage}
            getControlProps={control => ({ 'aria-label': t.library.paging[control] })}
          />
        </div>
      )}
    </>
  )
}
