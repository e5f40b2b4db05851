import { useMemo } from 'react'
import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { CodeEditor, listOf, useApi, useCan, useLanguage, useShellMessages } from '@millwright/web'
import { diagnosticSchema } from '@millwright/spec'
import type { Diagnostic } from '@millwright/spec'
import { localizeDiagnostics } from '../i18n/diagnostic-texts.ts'
import { useTexts } from '../i18n/messages.ts'
import type { ModelReply } from '../model-queries.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { useSaveModel } from './save-model.ts'

const checkDelayMs = 500

/** The model as its file: Apache Ossie YAML, checked while it is written, each finding at its line. */
export const YamlEditor = (props: {
  readonly sourceId: string
  readonly reply: ModelReply
  /** The model was saved, or another version is to be edited instead. */
  readonly onReplaced: (reply: ModelReply) => void
  readonly draft: string
  readonly setDraft: (yaml: string) => void
}) => {
  const { sourceId, reply, draft, setDraft } = props
  const t = useTexts()
  const shell = useShellMessages()
  const isReadOnly = !useCan()('model.write')
  const saving = useSaveModel({ sourceId, version: reply.version, onReplaced: props.onReplaced })
  const isChanged = draft !== reply.yaml
  const diagnostics = useYamlCheck(sourceId, draft, isChanged, reply.diagnostics)
  const hasErrors = diagnostics.some(item => item.severity === 'error')
  return (
    <>
      <CodeEditor
        language="yaml"
        label={t.model.yamlLabel}
        value={draft}
        onChange={setDraft}
        readOnly={isReadOnly}
        diagnostics={diagnostics}
        minHeight={420}
        maxHeight={640}
        onSubmit={() => isChanged && !hasErrors && saving.save({ yaml: draft })}
      />
      <ConflictDialog saving={saving} onKeepMine={() => saving.keepMine({ yaml: draft })} />
      <Group justify="space-between" mt="sm" align="start">
        <Findings diagnostics={diagnostics} />
        {isChanged && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setDraft(reply.yaml)}>
              {shell.common.cancel}
            </Button>
            <Button
              loading={saving.isSaving}
              disabled={hasErrors}
              onClick={() => saving.save({ yaml: draft })}
            >
              {shell.common.save}
            </Button>
          </Group>
        )}
      </Group>
    </>
  )
}

const maxShown = 8

const Findings = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) => {
  const shell = useShellMessages()
  if (diagnostics.length === 0)
    return (
      <Text size="sm" c="dimmed" role="status">
        {shell.common.noProblems}
      </Text>
    )
  return (
    <ul className="cb-findings" role="status">
      {diagnostics.slice(0, maxShown).map((item, index) => (
        <li key={index} data-severity={item.severity}>
          <span>
            {item.at?.line !== undefined && (
              <span className="mw-kind">{shell.common.line(item.at.line)}</span>
            )}{' '}
            {item.message}
          </span>
        </li>
      ))}
    </ul>
  )
}

const useYamlCheck = (
  sourceId: string,
  yaml: string,
  isChanged: boolean,
  saved: readonly Diagnostic[],
): readonly Diagnostic[] => {
  const api = useApi()
  const { language } = useLanguage()
  const [settled] = useDebouncedValue(yaml, checkDelayMs)
  const check = useQuery({
    queryKey: ['chatbi', 'model-check', sourceId, settled],
    enabled: isChanged,
    queryFn: () =>
      api.send(
        'POST',
        `/api/chatbi/models/${encodeURIComponent(sourceId)}/check`,
        { yaml: settled },
        listOf(diagnosticSchema, 'diagnostics'),
      ),
    placeholderData: previous => previous,
  })
  const found = isChanged ? (check.data ?? saved) : saved
  return useMemo(() => localizeDiagnostics(found, language, settled), [found, language, settled])
}
