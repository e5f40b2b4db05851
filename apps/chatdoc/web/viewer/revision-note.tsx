import { Alert, Anchor } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useFormat } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { useDocument } from '../library-queries.ts'

/** Says that a revision no longer holds, since when, and leads to the one that does. */
export const RevisionNote = (props: { readonly documentId: string; readonly revisionId: string }) => {
  const t = useTexts()
  const format = useFormat()
  const document = useDocument(props.documentId).data
  const revision = document?.revisions.find(item => item.id === props.revisionId)
  if (!document || !revision || revision.isInForce) return null
  const current = document.revisions.find(item => item.isInForce)
  return (
    <Alert
      className="cd-revision-note"
      variant="light"
      color="yellow"
      icon={<IconHistory size={18} />}
      p="xs"
    >
      {revision.inForceTo === undefined
        ? t.viewer.notInForce(revision.number)
        : t.viewer.superseded(revision.number, format.dateTime(revision.inForceTo))}{' '}
      {current && (
        <Anchor component={Link} to={`/documents/${document.id}?revision=${current.id}`} inherit>
          {t.viewer.openCurrent} ({t.viewer.current(current.number)})
        </Anchor>
      )}
    </Alert>
  )
}
