import { useMemo } from 'react'
import { Button, Group, Text } from '@mantine/core'
import { CheckList, CodeEditor, toJsonText, useCan, useRunEditing, useShellMessages } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import type { Diagnostic } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { readChart } from '../outputs.ts'
import { useDraft } from './use-draft.ts'

/** The Vega-Lite spec as text. Its data is left out of the text: it is always the rows of the run. */
export const ChartStep = ({ step }: StepBodyProps) => {
  const t = useTexts()
  const shell = useShellMessages()
  const can = useCan()
  const { save, savingStep } = useRunEditing()
  const chart = readChart(step.output)
  const drawnSpec = chart?.spec
  const written = useMemo(() => {
    if (!drawnSpec) return ''
    const { data: _, $schema: __, ...rest } = drawnSpec
    return toJsonText(rest)
  }, [drawnSpec])
  const [draft, setDraft] = useDraft(written)
  const problem = useMemo(() => findProblem(draft), [draft])
  if (!chart) return null
  const submit = () => {
    if (problem) return
    const edited = JSON.parse(draft) as object // `findProblem` says that it is one
    const { $schema } = chart.spec ?? {}
    void save('chart', {
      ...chart,
      spec: { ...($schema === undefined ? {} : { $schema }), data: { name: 'rows' }, ...edited },
    })
  }
  return (
    <>
      <CodeEditor
        language="json"
        label={t.chart.specLabel}
        value={draft}
        onChange={setDraft}
        readOnly={!can('runs.write')}
        diagnostics={problem ? [problem] : []}
        minHeight={120}
        maxHeight={360}
        onSubmit={submit}
      />
      {step.checks.length > 0 && <CheckList checks={step.checks} />}
      {draft !== written && (
        <Group justify="space-between" gap="xs">
          <Text size="sm" c={problem ? 'var(--mw-bad)' : 'dimmed'} role="status">
            {problem?.message ?? shell.common.noProblems}
          </Text>
          <Group gap="xs">
            <Button variant="default" size="compact-md" onClick={() => setDraft(written)}>
              {shell.common.cancel}
            </Button>
            <Button
              size="compact-md"
              disabled={problem !== undefined}
              loading={savingStep === 'chart'}
              onClick={submit}
            >
              {t.chart.draw}
            </Button>
          </Group>
        </Group>
      )}
    </>
  )
}

/** What keeps a text from being a chart spec, with its place where the parser names one. */
const findProblem = (text: string): Diagnostic | undefined => {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return undefined
    return { code: 'CHART_NOT_OBJECT', severity: 'error', message: 'A chart spec is a JSON object.' }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(message)?.[1]
    const from = position === undefined ? undefined : Math.min(Number(position), Math.max(text.length - 1, 0))
    return {
      code: 'JSON_INVALID',
      severity: 'error',
      message,
      ...(from === undefined ? {} : { at: { from, to: from + 1 } }),
    }
  }
}
