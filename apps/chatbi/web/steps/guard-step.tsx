import { Text } from '@mantine/core'
import { CheckList } from '@millwright/web'
import type { StepBodyProps } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { readCompile, stepOf } from '../outputs.ts'

/** Every check of the SQL with its verdict, and the SQL as it was run where a rule changed it. */
export const GuardStep = ({ run, step }: StepBodyProps) => {
  const t = useTexts()
  const guarded = readCompile(step.output)?.sql
  const compiled = readCompile(stepOf(run, 'compile')?.output)?.sql
  return (
    <>
      <CheckList checks={step.checks} />
      {guarded !== undefined && guarded !== compiled && (
        <details className="mw-details">
          <summary>{t.steps.guardedSql}</summary>
          <pre className="mw-code" tabIndex={0}>
            {guarded}
          </pre>
        </details>
      )}
      {step.checks.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.steps.noChecks}
        </Text>
      )}
    </>
  )
}
