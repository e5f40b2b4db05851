import { Button, CloseButton, Group, Progress, Text } from '@mantine/core'
import { useFailureText, useFormat, useShellMessages } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import type { SentFile, Uploads } from './uploads.ts'

const outcomes = [
  'added',
  'revised',
  'unchanged',
  'again',
  'unpacking',
  'failed',
  'refused',
  'unsent',
] as const
const problems: ReadonlySet<SentFile['outcome']> = new Set(['failed', 'refused', 'unsent'])
const shownProblems = 200

/** What became of the files that were sent: how many of each, and every one that was not taken with the reason. */
export const UploadResults = ({ uploads }: { readonly uploads: Uploads }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const format = useFormat()
  const { results, total, fraction } = uploads
  if (total === 0) return null
  const counted = outcomes
    .map(outcome => ({ outcome, count: results.filter(item => item.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
  const wrong = results.filter(item => problems.has(item.outcome))
  const isUnsent = results.some(item => item.outcome === 'unsent')
  return (
    <div className="cd-upload-results" role="status">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={560}>
          {fraction === undefined
            ? t.upload.done(format.number(total))
            : t.upload.sending(format.number(results.length), format.number(total))}
        </Text>
        {fraction === undefined && <CloseButton aria-label={shell.common.close} onClick={uploads.clear} />}
      </Group>
      {fraction !== undefined && <Progress value={fraction * 100} mt={6} aria-label={t.library.progress} />}
      <Text size="sm" c="dimmed" className="mw-num">
        {counted
          .map(({ outcome, count }) => `${t.upload.outcomes[outcome]} ${format.number(count)}`)
          .join(' · ')}
      </Text>
      {wrong.length > 0 && (
        <ul className="cd-upload-problems">
          {wrong.slice(0, shownProblems).map((item, index) => (
            <Problem key={`${item.name} ${index}`} item={item} />
          ))}
        </ul>
      )}
      {isUnsent && fraction === undefined && (
        <Button size="compact-md" variant="light" mt="xs" onClick={() => void uploads.sendAgain()}>
          {t.upload.sendAgain}
        </Button>
      )}
    </div>
  )
}

const Problem = ({ item }: { readonly item: SentFile }) => {
  const t = useTexts()
  const failureText = useFailureText()
  const reason =
    item.outcome === 'unsent'
      ? item.reason
      : item.failure
        ? failureText(item.failure, item.failure.message)
        : t.upload.outcomes[item.outcome]
  return (
    <li>
      <strong className="mw-break">{item.name}</strong> <span>{reason}</span>
    </li>
  )
}
