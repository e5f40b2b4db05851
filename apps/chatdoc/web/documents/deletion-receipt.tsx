import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconDownload, IconShieldCheck } from '@tabler/icons-react'
import { useFormat, useLocalize, useShellMessages } from '@millwright/web'
import type { Deletion } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'

/** What was removed, what the probe found, and what stays elsewhere. */
export const DeletionReceipt = (props: { readonly deletion: Deletion; readonly onClose: () => void }) => {
  const { deletion, onClose } = props
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
      {deletion.attachments && <Text size="sm">{t.deletion.attachments(deletion.attachments.length)}</Text>}
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
