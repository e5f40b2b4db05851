import { Suspense, createElement, lazy } from 'react'
import type { ComponentType } from 'react'
import { IconMessageQuestion } from '@tabler/icons-react'
import { useParams } from 'react-router'
import { useMessages } from '../i18n/i18n.tsx'
import { appPanels } from '../panels.ts'
import type { ConversationViewProps } from '../panels.ts'
import { useConversationRuns } from '../runs/use-run.ts'
import { EmptyState, PageSkeleton } from '../ui/states.tsx'
import { useAppOfConversation } from './current-app.ts'

const views: ReadonlyMap<string, ComponentType<ConversationViewProps>> = new Map(
  appPanels.flatMap(({ app, loadConversationView }) =>
    loadConversationView ? [[app, lazy(loadConversationView)] as const] : [],
  ),
)
const firstApp = appPanels.find(({ start }) => start?.path === '')?.app ?? ''

const ConversationOf = (props: ConversationViewProps & { readonly app: string }) => {
  const t = useMessages()
  const View = views.get(props.app)
  if (!View) return <EmptyState icon={<IconMessageQuestion />} title={t.errors.notFoundTitle} />
  return (
    <Suspense fallback={<PageSkeleton />}>
      {createElement(View, {
        key: props.conversationId ?? props.app,
        conversationId: props.conversationId,
      })}
    </Suspense>
  )
}

/** A page where a new conversation with `app` begins. */
export const newConversationRoute = (app: string): ComponentType => {
  const NewConversation = () => <ConversationOf app={app} conversationId={undefined} />
  return NewConversation
}

/** `/c/:conversationId`: an earlier one, shown by the app that answered in it. */
export const ConversationRoute = () => {
  const { conversationId } = useParams()
  const app = useAppOfConversation(conversationId)
  const runs = useConversationRuns(conversationId)
  if (app === undefined && runs.isPending) return <PageSkeleton />
  return <ConversationOf app={app ?? firstApp} conversationId={conversationId} />
}
