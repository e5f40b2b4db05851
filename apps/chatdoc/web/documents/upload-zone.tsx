import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { Button, FileButton, Text } from '@mantine/core'
import { IconFileUpload, IconFolderUp } from '@tabler/icons-react'
import { useNotify } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { chosenFiles, droppedFiles } from './dropped-files.ts'
import type { NamedFile } from './dropped-files.ts'
import { UploadResults } from './upload-results.tsx'
import { useUploads } from './uploads.ts'

const extensions =
  '.pdf,.docx,.xlsx,.pptx,.html,.htm,.md,.adoc,.asciidoc,.txt,.csv,.eml,.png,.jpg,.jpeg,.tif,.tiff,.zip'

/** Takes files and whole folders, dropped or chosen, and tells of each what became of it. */
export const UploadZone = ({ collectionId }: { readonly collectionId: string }) => {
  const t = useTexts()
  const notify = useNotify()
  const uploads = useUploads(collectionId)
  const [isOver, setOver] = useState(false)
  const take = (files: readonly NamedFile[]) => {
    if (files.length === 0) notify.failed(new Error(t.upload.nothing))
    void uploads.send(files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void droppedFiles(event.dataTransfer)
      .then(take)
      .catch((error: unknown) => notify.failed(error))
  }
  return (
    <div className="cd-upload">
      <div
        className="cd-drop"
        data-over={isOver || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={28} stroke={1.5} aria-hidden="true" />
        <div className="cd-drop-text">
          <strong>{t.upload.title}</strong>
          <Text size="sm" c="dimmed">
            {t.upload.text}
          </Text>
        </div>
        <FileButton multiple accept={extensions} onChange={files => take(chosenFiles(files))}>
          {button => (
            <Button {...button} variant="light">
              {t.upload.chooseFiles}
            </Button>
          )}
        </FileButton>
        <FolderButton onChoose={files => take(chosenFiles(files))} />
      </div>
      <UploadResults uploads={uploads} />
    </div>
  )
}

/** Browsers choose folders by a field of their own; phones have none. */
const FolderButton = ({ onChoose }: { readonly onChoose: (files: readonly File[]) => void }) => {
  const t = useTexts()
  const field = useRef<HTMLInputElement>(null)
  return (
    <span className="cd-folder-button">
      <input
        ref={field}
        type="file"
        hidden
        aria-label={t.upload.chooseFolder}
        {...{ webkitdirectory: '' }}
        onChange={event => {
          onChoose([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <Button
        variant="subtle"
        leftSection={<IconFolderUp size={17} />}
        onClick={() => field.current?.click()}
      >
        {t.upload.chooseFolder}
      </Button>
    </span>
  )
}
