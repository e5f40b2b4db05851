import { useEffect, useState } from 'react'
import { Alert, Button, Skeleton, Text } from '@mantine/core'
import { IconAlertCircle, IconPlayerStop, IconRefresh } from '@tabler/icons-react'
import { useFailureText, useFormat, useNotify, useRunActions, useShellMessages } from '@millwright/web'
import type { Run } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'

const tickMs = 250
/** An answer that takes no longer is not worth a word. */
const quietMs = 1000

/** While an answer is on its way: after a second, how long it takes and the way to stop it. */
export const RunProgress = ({ run }: { readonly run: Run }) => {
  const t = useTexts()
  const format = useFormat()
  const actions = useRunActions()
  const notify = useNotify()
  const passedMs = usePassedMs()
  if (run.state !== 'running') return null
  return (
    <div className="cd-running">
      <Skeleton height={20} width="82%" />
      <Skeleton height={20} width="56%" />
      {passedMs > quietMs && (
        <p role="status">
          {t.answer.searching(format.number(Math.floor(passedMs / 1000)))}
          <Button
            size="compact-md"
            variant="light"
            color="red"
            leftSection={<IconPlayerStop size={16} />}
            onClick={() => void actions.cancel(run.id).catch((error: unknown) => notify.failed(error))}
          >
            {t.answer.stop}
          </Button>
        </p>
      )}
    </div>
  )
}

const usePassedMs = (): number => {
  const [startedMs] = useState(() => performance.now())
  const [nowMs, setNowMs] = useState(startedMs)
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(performance.now()), tickMs)
    return () => window.clearInterval(timer)
  }, [])
  return nowMs - startedMs
}

/** What went wrong, in the words of the step that failed, and the way on. */
export const RunProblem = ({ run }: { readonly run: Run }) => {
  const t = useTexts()
  const shell = useShellMessages()
  const actions = useRunActions()
  const notify = useNotify()
  const failureText = useFailureText()
  const failed = run.steps.find(step => step.state === 'failed')
  if (run.state !== 'failed' && run.state !== 'cancelled') return null
  return (
    <Alert
      variant="light"
      color={run.state === 'failed' ? 'red' : 'gray'}
      icon={<IconAlertCircle size={18} />}
      title={run.state === 'failed' ? t.answer.failed : t.answer.cancelled}
    >
      {failed?.error && (
        <Text size="sm" mb="sm">
          {failureText(failed.error, failed.error.message)}
        </Text>
      )}
      <Button
        size="compact-md"
        variant="light"
        leftSection={<IconRefresh size={16} />}
        onClick={() => void actions.retry(run.id).catch((error: unknown) => notify.failed(error))}
      >
        {shell.common.retry}
      </Button>
    </Alert>
  )
}
