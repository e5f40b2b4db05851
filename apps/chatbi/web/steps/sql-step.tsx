import { useMemo } from 'react'
import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import {
  CheckList,
  CodeEditor,
  listOf,
  useApi,
  useCan,
  useLanguage,
  useLocalize,
  useRunEditing,
  useShellMessages,
  useSources,
} from '@millwright/web'
import type { SqlNames, StepBodyProps } from '@millwright/web'
import { diagnosticSchema } from '@millwright/spec'
import type { Diagnostic, Localized } from '@millwright/spec'
import { localizeDiagnostics } from '../i18n/diagnostic-texts.ts'
import { useTexts } from '../i18n/messages.ts'
import { readCompile, readOutputs } from '../outputs.ts'
import { useDraft } from './use-draft.ts'

const checkDelayMs = 350

/** The SQL, to read and to change. What is wrong with it is said while it is written. */
export const SqlStep = ({ run, step }: StepBodyProps) => {
  const t = useTexts()
  const shell = useShellMessages()
  const can = useCan()
  const { save, savingStep } = useRunEditing()
  const compiled = readCompile(step.output)
  const sourceId = readOutputs(run).parse?.sourceId
  const [draft, setDraft] = useDraft(compiled?.sql ?? '')
  const diagnostics = useSqlCheck(sourceId, draft, draft !== compiled?.sql)
  const names = useSqlNames(sourceId)
  if (!compiled) return null
  const isChanged = draft !== compiled.sql
  const mayEdit = can('data.edit-sql')
  const submit = () => {
    if (isChanged) void save('compile', { ...compiled, sql: draft })
  }
  return (
    <>
      <CodeEditor
        language="sql"
        label={t.steps.sqlLabel}
        value={draft}
        onChange={setDraft}
        readOnly={!mayEdit}
        dialect={compiled.dialect}
        names={names}
        diagnostics={diagnostics}
        minHeight={110}
        maxHeight={380}
        onSubmit={submit}
      />
      <Notes notes={compiled.notes} />
      {step.checks.length > 0 && <CheckList checks={step.checks} />}
      {isChanged && (
        <Group justify="space-between" gap="xs">
          <Problems diagnostics={diagnostics} />
          <Group gap="xs">
            <Button variant="default" size="compact-md" onClick={() => setDraft(compiled.sql)}>
              {shell.common.cancel}
            </Button>
            <Button
              size="compact-md"
              loading={savingStep === 'compile'}
              disabled={diagnostics.some(item => item.severity === 'error')}
              onClick={submit}
            >
              {t.steps.runSql}
            </Button>
          </Group>
        </Group>
      )}
    </>
  )
}

const Problems = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) => {
  const shell = useShellMessages()
  const [first] = diagnostics
  return (
    <Text
      size="sm"
      c={first ? 'var(--mw-bad)' : 'dimmed'}
      role="status"
      className="cb-problems"
      data-bad={first !== undefined || undefined}
    >
      {first ? `${shell.common.problems(diagnostics.length)}: ${first.message}` : shell.common.noProblems}
    </Text>
  )
}

const isLocalized = (value: unknown): value is Localized =>
  typeof value === 'object' && value !== null && 'en' in value && typeof value.en === 'string'

const Notes = ({ notes }: { readonly notes: readonly unknown[] }) => {
  const localize = useLocalize()
  const texts = notes.flatMap(note =>
    typeof note === 'string'
      ? [note]
      : isLocalized(note)
        ? [localize(note)]
        : typeof note === 'object' && note !== null && 'message' in note && isLocalized(note.message)
          ? [localize(note.message)]
          : [],
  )
  if (texts.length === 0) return null
  return (
    <ul className="cb-notes">
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}

const useSqlCheck = (
  sourceId: string | undefined,
  sql: string,
  isChanged: boolean,
): readonly Diagnostic[] => {
  const api = useApi()
  const { language } = useLanguage()
  const [settled] = useDebouncedValue(sql, checkDelayMs)
  const check = useQuery({
    queryKey: ['chatbi', 'sql-check', sourceId, settled],
    enabled: sourceId !== undefined && isChanged && settled.trim() !== '',
    queryFn: () =>
      api.send(
        'POST',
        '/api/chatbi/sql/check',
        { sourceId, sql: settled },
        listOf(diagnosticSchema, 'diagnostics'),
      ),
    placeholderData: previous => previous,
    staleTime: 60_000,
  })
  return useMemo(
    () => (isChanged ? localizeDiagnostics(check.data ?? none, language, settled) : none),
    [isChanged, check.data, language, settled],
  )
}

const none: readonly Diagnostic[] = []

const useSqlNames = (sourceId: string | undefined): SqlNames => {
  const sources = useSources()
  return useMemo(() => {
    const tables = sources.data?.find(source => source.id === sourceId)?.catalog?.tables ?? []
    return Object.fromEntries(tables.map(table => [table.name, table.columns.map(column => column.name)]))
  }, [sources.data, sourceId])
}
