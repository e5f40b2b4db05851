import { useState } from 'react'
import { ActionIcon, Button, Group, Text, TextInput, Tooltip } from '@mantine/core'
import { IconFolderOff, IconRefresh } from '@tabler/icons-react'
import { useFailureText, useFormat, useNotify } from '@millwright/web'
import type { Collection, WatchedFolder } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useFollowFolder, useLeaveFolder, useScanFolder } from './watch-changes.ts'

/** Folders on the server whose files a collection follows. */
export const WatchedFolders = ({ collection }: { readonly collection: Collection }) => {
  const t = useTexts()
  const follow = useFollowFolder(collection.id)
  const [path, setPath] = useState('')
  const folders = collection.folders ?? []
  return (
    <details className="mw-details">
      <summary>
        {t.watch.folders} ({folders.length})
      </summary>
      <Text size="sm" my="xs">
        {t.watch.foldersText}
      </Text>
      <ul className="cd-folders">
        {folders.map(folder => (
          <FolderRow key={folder.id} collectionId={collection.id} folder={folder} />
        ))}
      </ul>
      <form
        onSubmit={event => {
          event.preventDefault()
          follow.mutate(path.trim(), { onSuccess: () => setPath('') })
        }}
      >
        <Group align="end" gap="sm">
          <TextInput
            flex={1}
            label={t.watch.path}
            value={path}
            onChange={event => setPath(event.currentTarget.value)}
          />
          <Button type="submit" variant="light" loading={follow.isPending} disabled={path.trim() === ''}>
            {t.watch.follow}
          </Button>
        </Group>
      </form>
    </details>
  )
}

const FolderRow = (props: { readonly collectionId: string; readonly folder: WatchedFolder }) => {
  const { collectionId, folder } = props
  const t = useTexts()
  const format = useFormat()
  const notify = useNotify()
  const failureText = useFailureText()
  const scan = useScanFolder(collectionId)
  const leave = useLeaveFolder(collectionId)
  return (
    <li className="cd-folder">
      <div>
        <Text size="sm" fw={560} className="mw-break">
          {folder.path}
        </Text>
        <Text size="sm" c={folder.failure ? 'var(--mw-bad)' : 'dimmed'}>
          {folder.failure
            ? failureText(folder.failure, folder.failure.message)
            : folder.scannedAt === undefined
              ? t.watch.notScanned
              : t.watch.scanned(format.ago(folder.scannedAt))}
        </Text>
      </div>
      <Tooltip label={t.watch.scan}>
        <ActionIcon
          aria-label={`${t.watch.scan}: ${folder.path}`}
          loading={scan.isPending}
          onClick={() => scan.mutate(folder.id, { onSuccess: () => notify.done(t.watch.scanStarted) })}
        >
          <IconRefresh size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t.watch.leave}>
        <ActionIcon
          aria-label={`${t.watch.leave}: ${folder.path}`}
          loading={leave.isPending}
          onClick={() => leave.mutate(folder.id)}
        >
          <IconFolderOff size={17} />
        </ActionIcon>
      </Tooltip>
    </li>
  )
}
