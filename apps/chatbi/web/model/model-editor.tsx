import { useState } from 'react'
import { Button, Group, Tabs, Text } from '@mantine/core'
import { useCan, useShellMessages } from '@millwright/web'
import type { Dataset, SemanticModel } from '../../model/semantic-model.ts'
import { useTexts } from '../i18n/messages.ts'
import type { ModelReply } from '../model-queries.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DatasetEditor } from './dataset-editor.tsx'
import { MetricsEditor } from './metrics-editor.tsx'
import type { ModelEditorProps } from './model-editor-props.ts'
import { RelationshipsEditor } from './relationships-editor.tsx'
import { useSaveModel } from './save-model.ts'

/** The forms of the model. All share one draft, which is saved as a whole. */
export const ModelEditor = (props: {
  readonly sourceId: string
  readonly reply: ModelReply
  /** The model was saved, or another version is to be edited instead. */
  readonly onReplaced: (reply: ModelReply) => void
  readonly draft: SemanticModel
  readonly setDraft: (model: SemanticModel) => void
}) => {
  const { sourceId, reply, draft, setDraft } = props
  const saving = useSaveModel({ sourceId, version: reply.version, onReplaced: props.onReplaced })
  const isReadOnly = !useCan()('model.write')
  const editor = { model: draft, onChange: setDraft, isReadOnly }
  const isChanged = draft !== reply.model
  return (
    <>
      <Tabs.Panel value="tables">
        <DatasetsPanel {...editor} />
      </Tabs.Panel>
      <Tabs.Panel value="metrics">
        <MetricsEditor {...editor} />
      </Tabs.Panel>
      <Tabs.Panel value="relationships">
        <RelationshipsEditor {...editor} />
      </Tabs.Panel>
      <ConflictDialog saving={saving} onKeepMine={() => saving.keepMine({ model: draft })} />
      {isChanged && (
        <SaveBar
          isSaving={saving.isSaving}
          onSave={() => saving.save({ model: draft })}
          onDiscard={() => setDraft(reply.model)}
        />
      )}
    </>
  )
}

const SaveBar = (props: {
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
}) => {
  const t = useTexts()
  const shell = useShellMessages()
  return (
    <div className="cb-save-bar" role="status">
      <Text size="sm">{t.model.unsaved}</Text>
      <Group gap="xs">
        <Button variant="default" onClick={props.onDiscard}>
          {shell.common.cancel}
        </Button>
        <Button loading={props.isSaving} onClick={props.onSave}>
          {shell.common.save}
        </Button>
      </Group>
    </div>
  )
}

const DatasetsPanel = ({ model, onChange, isReadOnly }: ModelEditorProps) => {
  const t = useTexts()
  const [name, setName] = useState(model.datasets[0]?.name)
  const chosen = model.datasets.find(dataset => dataset.name === name)
  const replace = (changed: Dataset) =>
    onChange({
      ...model,
      datasets: model.datasets.map(dataset => (dataset.name === changed.name ? changed : dataset)),
    })
  return (
    <div className="cb-datasets">
      <ul className="cb-dataset-list" aria-label={t.model.tables}>
        {model.datasets.map(dataset => (
          <li key={dataset.name}>
            <button
              type="button"
              className="cb-dataset-link"
              aria-current={dataset.name === name}
              onClick={() => setName(dataset.name)}
            >
              <span data-hidden={dataset.hidden || undefined}>{dataset.label.en}</span>
              <span className="cb-dataset-zh">{dataset.label.zh}</span>
            </button>
          </li>
        ))}
      </ul>
      {chosen && (
        <DatasetEditor key={chosen.name} dataset={chosen} onChange={replace} isReadOnly={isReadOnly} />
      )}
    </div>
  )
}
