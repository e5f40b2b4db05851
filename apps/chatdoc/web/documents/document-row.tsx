import { useState } from 'react'
import { ActionIcon, Menu, Table, Tooltip } from '@mantine/core'
import {
  IconDots,
  IconDownload,
  IconFolderX,
  IconKey,
  IconLock,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from 'react-router'
import { useCan, useFormat } from '@millwright/web'
import type { DocumentSummary } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { originalUrl } from '../library-queries.ts'
import { PasswordDialog } from './password-dialog.tsx'
import { RevisionStateMark } from './revision-state.tsx'
import { useRetry, useStopReading } from './library-changes.ts'

interface RowProps {
  readonly document: DocumentSummary
  readonly namesCollection: boolean
  readonly onDelete: () => void
}

/** A document in the list: what it is, how far it is read, and what can be done with it. */
export const DocumentRow = (props: RowProps) => {
  const { document } = props
  const t = useTexts()
  const format = useFormat()
  const { newest } = document
  return (
    <Table.Tr>
      <Table.Td>
        <Link to={`/documents/${document.id}`} className="cd-document-link">
          {document.title}
        </Link>
        <span className="cd-document-name">
          {props.namesCollection ? `${document.collectionName} · ${document.name}` : document.name}
          {document.isRestricted && (
            <Tooltip label={t.library.restricted}>
              <IconLock size={14} role="img" aria-label={t.library.restricted} />
            </Tooltip>
          )}
          {document.vanishedAt !== undefined && (
            <Tooltip label={t.library.vanished}>
              <IconFolderX size={14} role="img" aria-label={t.library.vanished} />
            </Tooltip>
          )}
        </span>
      </Table.Td>
      <Table.Td>
        <RevisionStateMark revision={newest} />
      </Table.Td>
      <Table.Td className="cd-document-facts mw-num">
        {[
          ...(newest.pageCount > 0 ? [t.library.pageCount(newest.pageCount)] : []),
          t.answer.revision(newest.number),
          format.ago(newest.createdAt),
        ].join(' · ')}
      </Table.Td>
      <Table.Td>
        <RowMenu {...props} />
      </Table.Td>
    </Table.Tr>
  )
}

const RowMenu = ({ document, onDelete }: RowProps) => {
  const t = useTexts()
  const can = useCan()
  const retry = useRetry()
  const stop = useStopReading()
  const [asksPassword, setAsksPassword] = useState(false)
  const { newest } = document
  const needsPassword = newest.failure?.code === 'DOCUMENT_PASSWORD_NEEDED'
  const mayRetry = can('documents.write') && (newest.state === 'failed' || newest.state === 'cancelled')
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t.library.menu(document.title)}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayRetry && needsPassword && (
            <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setAsksPassword(true)}>
              {t.library.enterPassword}
            </Menu.Item>
          )}
          {mayRetry && !needsPassword && (
            <Menu.Item
              leftSection={<IconRefresh size={16} />}
              onClick={() => retry.mutate({ revisionId: newest.id })}
            >
              {t.library.retry}
            </Menu.Item>
          )}
          {can('documents.write') && (newest.state === 'queued' || newest.state === 'reading') && (
            <Menu.Item leftSection={<IconPlayerStop size={16} />} onClick={() => stop.mutate(newest.id)}>
              {t.library.stop}
            </Menu.Item>
          )}
          <Menu.Item
            component="a"
            href={originalUrl(newest.id)}
            download
            leftSection={<IconDownload size={16} />}
          >
            {t.viewer.download}
          </Menu.Item>
          {can('documents.write') && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onDelete}>
              {t.library.delete}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asksPassword && <PasswordDialog document={document} onClose={() => setAsksPassword(false)} />}
    </>
  )
}
