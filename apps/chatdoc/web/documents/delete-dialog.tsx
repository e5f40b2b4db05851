import { useState } from 'react'
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconDownload, IconShieldCheck } from '@tabler/icons-react'
import { useFormat, useLocalize, useShellMessages } from '@millwright/web'
import type { Deletion, DocumentSummary } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useDeleteDocument } from './library-changes.ts'

/** Deletes a document once its name was typed, and shows the receipt that proves it. */
export const DeleteDialog = (props: { readonly document: DocumentSummary; readonly onClose: () => void }) => {
  const { document, onClose } = props
  const t = useTexts()
  const shell = useShellMessages()
  const remove = useDeleteDocument(document.id)
  const [typed, setTyped] = useState('')
  const fileName = document.name.split('/').at(-1) ?? document.name
  return (
    <Modal
      opened
      onClose={onClose}
      title={remove.data ? t.deletion.receipt : t.deletion.title}
      closeButtonProps={{ 'aria-label': shell.common.close }}
    >
      {remove.data ? (
        <Receipt deletion={remove.data} onClose={onClose} />
      ) : (
        <form
          onSubmit={event => {
            event.preventDefault()
            if (typed.trim() === fileName) remove.mutate(undefined)
          }}
        >
          <Stack gap="md">
            <Text size="sm">{t.deletion.text}</Text>
            <TextInput
              label={t.deletion.type(fileName)}
              value={typed}
              autoComplete="off"
              onChange={event => setTyped(event.currentTarget.value)}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {shell.common.cancel}
              </Button>
              <Button
                type="submit"
                color="red"
                loading={remove.isPending}
                disabled={typed.trim() !== fileName}
              >
                {t.deletion.confirm}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

/** What was removed, what the probe found, and what stays elsewhere. */
const Receipt = ({ deletion, onClose }: { readonly deletion: Deletion; readonly onClose: () => void }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const format = useFormat()
  const localize = useLocalize()
  const { probe } = deletion
  return (
    <Stack gap="md">
      <Alert
        color={probe.isClean ? 'green' : 'red'}
        variant="light"
        icon={probe.isClean ? <IconShieldCheck size={18} /> : <IconAlertTriangle size={18} />}
        title={probe.isClean ? t.deletion.clean : t.deletion.unclean(probe.found)}
      >
        {t.deletion.probe(probe.words.length)}
      </Alert>
      <dl className="mw-about">
        <dt>{t.library.document}</dt>
        <dd className="mw-break">{deletion.name}</dd>
        <dt>{t.deletion.when}</dt>
        <dd>
          {format.dateTime(deletion.at)}, {deletion.by}
        </dd>
        {Object.entries(deletion.removed).map(([what, count]) => (
          <RemovedCount key={what} what={what} count={count} />
        ))}
      </dl>
      {deletion.kept.map((text, index) => (
        <Text key={index} size="sm" c="dimmed">
          {localize(text)}
        </Text>
      ))}
      <Group justify="flex-end">
        <Button
          component="a"
          variant="light"
          leftSection={<IconDownload size={16} />}
          href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(deletion, undefined, 2))}`}
          download={`deletion-${deletion.id}.json`}
        >
          {t.deletion.download}
        </Button>
        <Button onClick={onClose}>{shell.common.close}</Button>
      </Group>
    </Stack>
  )
}

const RemovedCount = ({ what, count }: { readonly what: string; readonly count: number }) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <>
      <dt>{t.deletion.removed[what] ?? what}</dt>
      <dd className="mw-num">{format.number(count)}</dd>
    </>
  )
}
