import { Text } from '@mantine/core'
import { CheckList, useCan, useFormat } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { ExportMenu } from '../answer/answer-actions.tsx'
import { ResultGrid } from '../answer/result-grid.tsx'
import { useTexts } from '../i18n/messages.ts'
import { readTable } from '../outputs.ts'

/** The rows, with their fingerprint. */
export const ExecuteStep = ({ run, step }: StepBodyProps) => {
  const t = useTexts()
  const can = useCan()
  const format = useFormat()
  const table = readTable(step.output)
  if (!table) return null
  return (
    <>
      <ResultGrid table={table} maxHeight={300} tools={can('data.export') && <ExportMenu run={run} />} />
      {step.checks.length > 0 && <CheckList checks={step.checks} />}
      <Text size="xs" c="dimmed" className="mw-num">
        {t.steps.tookInSource(format.duration(table.elapsedMs))} · {t.steps.rowHash}{' '}
        <code>{table.rowHash.slice(0, 16)}</code>
      </Text>
    </>
  )
}
