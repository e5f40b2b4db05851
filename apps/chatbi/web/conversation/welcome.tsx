import { Button } from '@mantine/core'
import { IconDatabasePlus } from '@tabler/icons-react'
import { Link } from 'react-router'
import { EmptyState, ListSkeleton, useCan } from '@millwright/web'
import type { Source } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { Suggestions } from './suggestions.tsx'

/** Before the first question: what can be asked here, to start from. */
export const Welcome = (props: {
  readonly sources: readonly Source[] | undefined
  readonly isPending: boolean
  readonly chosen: readonly string[]
  readonly onAsk: (question: string) => void
}) => {
  const t = useTexts()
  const can = useCan()
  const ready = (props.sources ?? []).filter(source => source.state === 'ready').map(source => source.id)
  if (props.isPending) return <ListSkeleton rows={4} />
  if (ready.length === 0)
    return (
      <EmptyState
        icon={<IconDatabasePlus />}
        title={t.welcome.noSources}
        text={t.welcome.noSourcesText}
        action={
          can('sources.write') && (
            <Button component={Link} to="/sources" size="md">
              {t.welcome.addSource}
            </Button>
          )
        }
      />
    )
  return (
    <div className="mw-welcome">
      <h2>{t.welcome.title}</h2>
      <p>{t.welcome.lead}</p>
      <Suggestions
        sourceIds={props.chosen.length > 0 ? props.chosen : ready}
        limit={6}
        onPick={props.onAsk}
      />
    </div>
  )
}
