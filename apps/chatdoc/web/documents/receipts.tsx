import { useState } from 'react'
import { Button, Modal, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconFileCertificate, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { ErrorState, ListSkeleton, useApi, useFormat, useShellMessages } from '@millwright/web'
import { deletionSchema } from '../../library/replies.ts'
import type { Deletion } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { libraryKey } from '../library-queries.ts'
import { DeletionReceipt } from './deletion-receipt.tsx'

/** Opens the receipts of what was deleted. */
export const ReceiptsButton = () => {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="subtle" leftSection={<IconFileCertificate size={17} />} onClick={() => setOpen(true)}>
        {t.deletion.receipts}
      </Button>
      {isOpen && <ReceiptsDialog onClose={() => setOpen(false)} />}
    </>
  )
}

const ReceiptsDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const api = useApi()
  const [chosen, setChosen] = useState<Deletion>()
  const receipts = useQuery({
    queryKey: [...libraryKey, 'deletions'],
    queryFn: ({ signal }) => api.get('/api/chatdoc/deletions', z.array(deletionSchema), signal),
  })
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={chosen ? chosen.title : t.deletion.receipts}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      {chosen ? (
        <DeletionReceipt deletion={chosen} onClose={() => setChosen(undefined)} />
      ) : (
        <>
          {receipts.isPending && <ListSkeleton rows={4} />}
          {receipts.isError && <ErrorState error={receipts.error} onRetry={() => void receipts.refetch()} />}
          {receipts.data?.length === 0 && <Text c="dimmed">{t.deletion.noReceipts}</Text>}
          <ul className="cd-receipts">
            {receipts.data?.map(item => (
              <li key={item.id}>
                <ReceiptRow deletion={item} onOpen={() => setChosen(item)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  )
}

const ReceiptRow = ({ deletion, onOpen }: { readonly deletion: Deletion; readonly onOpen: () => void }) => {
  const format = useFormat()
  const Icon = deletion.probe.isClean ? IconShieldCheck : IconAlertTriangle
  return (
    <UnstyledButton className="cd-receipt" onClick={onOpen}>
      <Icon size={18} aria-hidden="true" />
      <span>
        <strong>{deletion.title}</strong>
        <span className="cd-source-path">
          {deletion.name} · {format.dateTime(deletion.at)} · {deletion.by}
        </span>
      </span>
    </UnstyledButton>
  )
}
