import { Text } from '@mantine/core'
import { useMessages } from '../i18n/i18n.tsx'
import { diffLines } from './diff.ts'

const signs = { same: ' ', removed: '−', added: '+' } as const

/** Two texts line by line; what only one of them has is marked by sign and colour. */
export const DiffView = ({ before, after }: { readonly before: string; readonly after: string }) => {
  const t = useMessages()
  if (before === after)
    return (
      <Text size="sm" c="dimmed">
        {t.runs.noDifference}
      </Text>
    )
  return (
    <pre className="mw-diff" tabIndex={0}>
      {diffLines(before, after).map((line, index) => (
        <span key={index} className={`mw-diff-line mw-diff-${line.kind}`}>
          <span aria-hidden="true">{signs[line.kind]} </span>
          {line.text}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}
