import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useCan } from '@millwright/web'
import type { GoldenReport } from '../../golden/golden.ts'
import { useTexts } from '../i18n/messages.ts'
import { useCheckGolden } from './golden-queries.ts'

/** Asks every golden question now, with the settings as they are. */
export const CheckButton = (props: {
  readonly collectionId: string
  readonly onDone: (report: GoldenReport) => void
}) => {
  const t = useTexts()
  const can = useCan()
  const check = useCheckGolden(props.collectionId)
  if (!can('documents.judge')) return null
  return (
    <Button
      leftSection={<IconPlayerPlay size={16} />}
      loading={check.isPending}
      onClick={() => check.mutate(undefined, { onSuccess: props.onDone })}
    >
      {t.golden.checkNow}
    </Button>
  )
}
