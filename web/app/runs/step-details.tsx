import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { Check, Evidence } from '@millwright/spec'
import { useLocalize, useMessages } from '../i18n/i18n.tsx'
import { useFormat } from '../ui/format.ts'

const icons = { pass: IconCircleCheck, warn: IconAlertTriangle, fail: IconCircleX } as const

/** Every check with its verdict; the verdict is also said in words for those who do not see the colour. */
export const CheckList = ({ checks }: { readonly checks: readonly Check[] }) => {
  const t = useMessages()
  const localize = useLocalize()
  return (
    <ul className="mw-checks">
      {checks.map((check, index) => {
        const Icon = icons[check.verdict]
        return (
          <li key={`${check.name}-${index}`} className={`mw-check mw-check-${check.verdict}`}>
            <Icon size={18} role="img" aria-label={t.runs.verdict[check.verdict]} />
            <span>{localize(check.message)}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** Why a step produced what it did. */
export const EvidenceList = ({ evidence }: { readonly evidence: readonly Evidence[] }) => {
  const t = useMessages()
  const localize = useLocalize()
  const format = useFormat()
  if (evidence.length === 0) return null
  return (
    <details className="mw-details">
      <summary>{t.runs.evidence(evidence.length)}</summary>
      <ul className="mw-evidence">
        {evidence.map((item, index) => (
          <li key={index}>
            <span className="mw-kind">{t.runs.evidenceKinds[item.kind] ?? item.kind}</span>
            <Text span size="sm" className="mw-break">
              {typeof item.text === 'string' ? item.text : localize(item.text)}
            </Text>
            {item.score !== undefined && (
              <Text span size="xs" c="dimmed" className="mw-num">
                {format.number(item.score, 2)}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
