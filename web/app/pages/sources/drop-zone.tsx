import { useState } from 'react'
import type { DragEvent } from 'react'
import { Button, CloseButton, FileButton, Group, Progress, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useMessages } from '../../i18n/i18n.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { acceptedFiles, useFileImport } from './file-import.ts'
import type { FileImport } from './file-import.ts'

/** Takes files dropped on it or chosen, and shows how their import goes. */
export const DropZone = () => {
  const t = useMessages()
  const notify = useNotify()
  const { imports, importFiles, dismiss } = useFileImport()
  const [isOver, setOver] = useState(false)
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return
    const sourceId = await importFiles(files)
    if (sourceId) notify.done(t.sources.imported(files[0]?.name ?? ''))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }
  return (
    <div className="mw-drop-wrap">
      <div
        className="mw-drop"
        data-over={isOver || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={30} stroke={1.5} aria-hidden="true" />
        <div className="mw-drop-text">
          <strong>{t.sources.dropTitle}</strong>
          <Text size="sm" c="dimmed">
            {t.sources.dropText}
          </Text>
        </div>
        <FileButton multiple accept={acceptedFiles} onChange={files => void take(files)}>
          {props => (
            <Button {...props} variant="light">
              {t.sources.choose}
            </Button>
          )}
        </FileButton>
      </div>
      {imports
        .filter(item => item.phase !== 'done')
        .map(item => (
          <ImportProgress key={item.id} item={item} onDismiss={() => dismiss(item.id)} />
        ))}
    </div>
  )
}

const ImportProgress = ({
  item,
  onDismiss,
}: {
  readonly item: FileImport
  readonly onDismiss: () => void
}) => {
  const t = useMessages()
  const percent = item.fraction === undefined ? undefined : Math.round(item.fraction * 100)
  const hasFailed = item.phase === 'failed'
  const title = hasFailed
    ? t.sources.importFailed(item.name)
    : item.phase === 'sending'
      ? t.sources.uploading(item.name, percent ?? 0)
      : t.sources.importing(item.name)
  return (
    <div className="mw-import" role={hasFailed ? 'alert' : 'status'} data-failed={hasFailed || undefined}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={560}>
          {title}
        </Text>
        {hasFailed && <CloseButton aria-label={t.common.close} onClick={onDismiss} />}
      </Group>
      {item.message && (
        <Text size="sm" c="dimmed">
          {item.message}
        </Text>
      )}
      {!hasFailed && (
        <Progress value={percent ?? 100} animated={percent === undefined} mt={8} aria-label={title} />
      )}
    </div>
  )
}
