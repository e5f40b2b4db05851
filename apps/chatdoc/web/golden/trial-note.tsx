import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconHourglass } from '@tabler/icons-react'
import { useCan } from '@millwright/web'
import type { Collection } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useAcceptModel } from './golden-queries.ts'

/** Says that a new embedding model is not used here, and why; who changes the collection may use it all the same. */
export const TrialNote = ({ collection }: { readonly collection: Collection }) => {
  const t = useTexts()
  const can = useCan()
  const accept = useAcceptModel()
  const { trial } = collection
  if (!trial || trial.state === 'used') return null
  const isHeld = trial.state === 'held'
  return (
    <Alert
      mb="md"
      role="status"
      variant="light"
      color={isHeld ? 'yellow' : 'gray'}
      icon={isHeld ? <IconAlertTriangle size={18} /> : <IconHourglass size={18} />}
      title={isHeld ? t.trial.held(trial.model) : t.trial.waiting(trial.model)}
    >
      {isHeld
        ? t.trial.heldText(trial.worse, trial.total, trial.firstBefore, trial.firstAfter)
        : t.trial.waitingText}
      {isHeld && can('documents.write') && (
        <Button
          display="block"
          mt="sm"
          size="compact-md"
          variant="default"
          loading={accept.isPending}
          onClick={() => accept.mutate(collection.id)}
        >
          {t.trial.accept}
        </Button>
      )}
    </Alert>
  )
}
