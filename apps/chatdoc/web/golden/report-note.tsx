import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { GoldenReport } from '../../golden/golden.ts'
import { useTexts } from '../i18n/messages.ts'

/** How the check came out, and which questions got worse by it. */
export const ReportNote = ({ report }: { readonly report: GoldenReport }) => {
  const t = useTexts()
  const isWorse = report.worse.length > 0
  return (
    <Alert
      mb="md"
      role="status"
      variant="light"
      color={isWorse ? 'yellow' : 'green'}
      icon={isWorse ? <IconAlertTriangle size={18} /> : <IconCircleCheck size={18} />}
      title={t.golden.result(report.right, report.total)}
    >
      {isWorse ? (
        <>
          {t.golden.worse(report.worse.length)}
          <ul className="cd-worse">
            {report.worse.map(question => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </>
      ) : (
        report.before && t.golden.notWorse
      )}
    </Alert>
  )
}
