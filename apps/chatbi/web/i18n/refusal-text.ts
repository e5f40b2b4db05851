import { diagnosticSchema } from '@millwright/spec'
import type { Failure } from '@millwright/web'
import { z } from 'zod'
import { diagnosticText } from './diagnostic-texts.ts'

const withFindings = z.object({ diagnostics: z.array(diagnosticSchema).min(1) })
const withChecks = z.object({ checks: z.array(z.object({ data: diagnosticSchema })).min(1) })

/** What the guard found in SQL that was not run, or in an edit that was not taken; absent for other failures. */
export const refusalInChinese = ({ code, data }: Failure): string | undefined => {
  if (code === 'SQL_REFUSED') {
    const found = withFindings.safeParse(data).data?.diagnostics
    return found && `SQL 被拒绝：${found.map(finding => diagnosticText(finding, 'zh')).join('')}`
  }
  if (code !== 'STEP_EDIT_REFUSED') return undefined
  const checks = withChecks.safeParse(data).data?.checks
  return checks && `修改被拒绝：${checks.map(check => diagnosticText(check.data, 'zh')).join('')}`
}
