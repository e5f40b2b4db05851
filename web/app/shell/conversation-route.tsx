import { Suspense, lazy } from 'react'
import { IconMessageQuestion } from '@tabler/icons-react'
import { useParams } from 'react-router'
import { useMessages } from '../i18n/i18n.tsx'
import { appPanels } from '../panels.ts'
import { EmptyState, PageSkeleton } from '../ui/states.tsx'

const loadView = appPanels.find(panels => panels.loadConversationView)?.loadConversationView
const ConversationView = loadView ? lazy(loadView) : undefined

const ConversationPage = ({ conversationId }: { readonly conversationId: string | undefined }) => {
  const t = useMessages()
  if (!ConversationView) return <EmptyState icon={<IconMessageQuestion />} title={t.errors.notFoundTitle} />
  return (
    <Suspense fallback={<PageSkeleton />}>
      <ConversationView key={conversationId ?? 'new'} conversationId={conversationId} />
    </Suspense>
  )
}

/** `/`: a new conversation. */
export const NewConversationRoute = () => <ConversationPage conversationId={undefined} />

/** `/c/:conversationId`: an earlier one. */
export const ConversationRoute = () => <ConversationPage conversationId={useParams()['conversationId']} />
