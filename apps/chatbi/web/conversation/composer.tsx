import { useState } from 'react'
import type { DragEvent } from 'react'
import { ActionIcon, FileButton, Menu, Tooltip } from '@mantine/core'
import { IconCheck, IconDatabase, IconPaperclip } from '@tabler/icons-react'
import {
  QuestionField,
  acceptedFiles,
  useCan,
  useFileImport,
  useNotify,
  useShellMessages,
} from '@millwright/web'
import type { Source } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'

export interface ComposerProps {
  readonly sources: readonly Source[]
  /** Sources asked; empty means all of them. */
  readonly chosen: readonly string[]
  readonly onChoose: (sourceIds: readonly string[]) => void
  /** Resolves false where the question did not reach the server. */
  readonly onAsk: (question: string) => Promise<boolean>
  readonly isFollowUp: boolean
  /** The cursor waits here when the page opens. */
  readonly isFirst: boolean
}

/** Where a question to the data is written; a file dropped here becomes a source. */
export const Composer = (props: ComposerProps) => {
  const t = useTexts()
  const can = useCan()
  const files = useAddFiles(props)
  return (
    <QuestionField
      placeholder={props.isFollowUp ? t.ask.followUp : t.ask.placeholder}
      onAsk={props.onAsk}
      isFirst={props.isFirst}
      form={{ 'data-over': files.isOver || undefined, ...(can('sources.write') ? files.dropHandlers : {}) }}
      tools={
        <>
          <SourcePicker {...props} />
          {can('sources.write') && (
            <FileButton multiple accept={acceptedFiles} onChange={chosen => void files.take(chosen)}>
              {button => (
                <Tooltip label={t.ask.addFile}>
                  <ActionIcon {...button} aria-label={t.ask.addFile} loading={files.isBusy}>
                    <IconPaperclip size={19} />
                  </ActionIcon>
                </Tooltip>
              )}
            </FileButton>
          )}
          <span className="mw-composer-status" role="status">
            {files.status}
          </span>
        </>
      }
    />
  )
}

const useAddFiles = (props: ComposerProps) => {
  const shell = useShellMessages()
  const notify = useNotify()
  const { imports, importFiles } = useFileImport()
  const [isOver, setOver] = useState(false)
  const current = imports.find(item => item.phase === 'sending' || item.phase === 'importing')
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return
    const sourceId = await importFiles(files)
    if (!sourceId) return notify.failed(new Error(shell.sources.importFailed(files[0]?.name ?? '')))
    props.onChoose([sourceId])
    notify.done(shell.sources.imported(files[0]?.name ?? ''))
  }
  const percent = Math.round((current?.fraction ?? 0) * 100)
  return {
    take,
    isOver,
    isBusy: current !== undefined,
    status:
      current &&
      (current.phase === 'sending'
        ? shell.sources.uploading(current.name, percent)
        : shell.sources.importing(current.name)),
    dropHandlers: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        void take([...event.dataTransfer.files])
      },
    },
  }
}

const SourcePicker = ({ sources, chosen, onChoose }: ComposerProps) => {
  const t = useTexts()
  const ready = sources.filter(source => source.state === 'ready')
  if (ready.length === 0) return null
  const names = ready.filter(source => chosen.includes(source.id)).map(source => source.name)
  const shown = names.length === 0 ? t.ask.allSources : names.join(', ')
  const toggle = (id: string) =>
    onChoose(chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id])
  return (
    <Menu position="top-start" closeOnItemClick={false} width={260}>
      <Menu.Target>
        <button type="button" className="mw-scope-picker" aria-label={`${t.ask.sources}: ${shown}`}>
          <IconDatabase size={16} aria-hidden="true" />
          <span>{shown}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCheck size={16} visibility={chosen.length === 0 ? 'visible' : 'hidden'} />}
          onClick={() => onChoose([])}
        >
          {t.ask.allSources}
        </Menu.Item>
        <Menu.Divider />
        {ready.map(source => (
          <Menu.Item
            key={source.id}
            leftSection={
              <IconCheck size={16} visibility={chosen.includes(source.id) ? 'visible' : 'hidden'} />
            }
            onClick={() => toggle(source.id)}
          >
            {source.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
