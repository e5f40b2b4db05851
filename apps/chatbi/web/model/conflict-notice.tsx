import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTexts } from '../i18n/messages.ts'

/** Somebody else saved the model meanwhile. Their version has to be read before anything can be saved. */
export const ConflictNotice = ({ onTakeTheirs }: { readonly onTakeTheirs: () => void }) => {
  const t = useTexts()
  return (
    <Alert
      color="yellow"
      variant="light"
      mt="md"
      icon={<IconAlertTriangle size={18} />}
      title={t.model.conflictTitle}
    >
      {t.model.conflictText}{' '}
      <Button size="compact-sm" variant="default" mt="xs" onClick={onTakeTheirs}>
        {t.model.takeTheirs}
      </Button>
    </Alert>
  )
}
