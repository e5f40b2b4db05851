import { useState } from 'react'
import { Alert, NavLink, Select, Tabs, Text } from '@mantine/core'
import { IconDatabaseOff } from '@tabler/icons-react'
import { Link, Navigate, useNavigate, useParams } from 'react-router'
import {
  EmptyState,
  ErrorState,
  ListSkeleton,
  PageHeader,
  UnsavedGuard,
  useLanguage,
  useShellMessages,
  useSources,
} from '@millwright/web'
import type { ModelReply } from '../model-queries.ts'
import { useModel } from '../model-queries.ts'
import { diagnosticText } from '../i18n/diagnostic-texts.ts'
import { useTexts } from '../i18n/messages.ts'
import { ModelEditor } from './model-editor.tsx'
import { YamlEditor } from './yaml-editor.tsx'
import './model.css'

/** The semantic model of a source: what people may ask about, in their words. */
const ModelPage = () => {
  const t = useTexts()
  const { sourceId } = useParams()
  const navigate = useNavigate()
  const sources = useSources()
  const ready = sources.data?.filter(source => source.state === 'ready') ?? []
  const model = useModel(sourceId)
  if (sourceId === undefined && ready[0])
    return <Navigate to={`/model/${encodeURIComponent(ready[0].id)}`} replace />
  return (
    <div className="mw-page mw-page-wide">
      <PageHeader
        title={t.model.title}
        lead={t.model.lead}
        actions={
          ready.length > 1 && (
            <Select
              aria-label={t.model.source}
              data={ready.map(source => ({ value: source.id, label: source.name }))}
              value={sourceId ?? null}
              allowDeselect={false}
              onChange={id => id && void navigate(`/model/${encodeURIComponent(id)}`)}
            />
          )
        }
      />
      {sources.isSuccess && ready.length === 0 && (
        <EmptyState
          icon={<IconDatabaseOff />}
          title={t.model.noSource}
          action={<NavLink component={Link} to="/sources" label={t.welcome.addSource} w="fit-content" />}
        />
      )}
      {sourceId !== undefined && model.isPending && <ListSkeleton rows={6} />}
      {model.isError && <ErrorState error={model.error} onRetry={() => void model.refetch()} />}
      {model.data && sourceId !== undefined && (
        <ModelTabs key={sourceId} sourceId={sourceId} latest={model.data} />
      )}
    </div>
  )
}

/** A draft stays on the version it was begun on, whoever saves meanwhile; without one the latest is shown. */
const ModelTabs = ({ sourceId, latest }: { readonly sourceId: string; readonly latest: ModelReply }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const { language } = useLanguage()
  const [reply, setReply] = useState(latest)
  const [model, setModel] = useState(reply.model)
  const [yaml, setYaml] = useState(reply.yaml)
  const isChanged = model !== reply.model || yaml !== reply.yaml
  const begin = (next: ModelReply) => {
    setReply(next)
    setModel(next.model)
    setYaml(next.yaml)
  }
  if (!isChanged && latest !== reply) begin(latest)
  const editor = { sourceId, reply, onReplaced: begin }
  const errors = reply.diagnostics.filter(diagnostic => diagnostic.severity === 'error')
  return (
    <>
      <UnsavedGuard isChanged={isChanged} />
      {reply.changes.length > 0 && (
        <Alert variant="light" color="yellow" mb="md" title={t.model.sourceChanged}>
          <ul className="cb-changes">
            {reply.changes.map((change, index) => (
              <li key={index}>
                {shell.sources.changeKinds[change.kind]}:{' '}
                <strong>{[change.table, change.column].filter(Boolean).join('.')}</strong>
                {change.before && change.after && ` (${change.before} → ${change.after})`}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {errors.length > 0 && (
        <Alert variant="light" color="red" mb="md" title={t.model.hasErrors(errors.length)}>
          <Text size="sm">{errors[0] && diagnosticText(errors[0], language, reply.yaml)}</Text>
        </Alert>
      )}
      <Tabs defaultValue="tables" keepMounted={false}>
        <Tabs.List mb="lg" className="cb-model-tabs">
          <Tabs.Tab value="tables">{t.model.tables}</Tabs.Tab>
          <Tabs.Tab value="metrics">{t.model.metrics}</Tabs.Tab>
          <Tabs.Tab value="relationships">{t.model.relationships}</Tabs.Tab>
          <Tabs.Tab value="yaml">YAML</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="yaml">
          <YamlEditor {...editor} draft={yaml} setDraft={setYaml} />
        </Tabs.Panel>
        <ModelEditor {...editor} draft={model} setDraft={setModel} />
      </Tabs>
    </>
  )
}

export default ModelPage
