import { Fragment, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { RunSummary } from '@millwright/spec'
import { useMessages } from '../i18n/i18n.tsx'
import type { useConversationRuns } from '../runs/use-run.ts'
import { useConversations } from '../shell/conversations.ts'
import { usePageTitle } from '../ui/page-header.tsx'
import { ErrorState } from '../ui/states.tsx'
import './conversation.css'

const shownAtFirst = 12

/** Whether a pane has room beside the conversation. */
export const useHasRoomBeside = (): boolean =>
  useMediaQuery('(min-width: 1180px)', undefined, { getInitialValueInEffect: false }) === true

/** One conversation as every app shows it: its questions and answers, a pane beside them, and where to ask the next. */
export const ConversationFrame = (props: {
  readonly conversationId: string | undefined
  readonly title: string
  readonly runs: ReturnType<typeof useConversationRuns>
  /** The question that is on its way. */
  readonly asking: string | undefined
  readonly welcome: ReactNode
  readonly composer: ReactNode
  readonly renderRun: (run: RunSummary, isLatest: boolean) => ReactNode
  /** Absent: nothing stands beside. */
  readonly pane?: ReactNode
}) => {
  const { runs, asking, conversationId } = props
  const conversations = useConversations()
  const list = runs.data ?? []
  const end = useScrollToEnd(list.length + (asking ? 1 : 0))
  usePageTitle(conversations.data?.find(item => item.id === conversationId)?.title ?? '')
  return (
    <div className="mw-talk" data-split={(props.pane !== undefined && props.pane !== false) || undefined}>
      <div className="mw-thread">
        <h1 className="mw-hidden">{props.title}</h1>
        <div className="mw-runs">
          {conversationId === undefined && asking === undefined && props.welcome}
          {runs.isError && <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />}
          {conversationId !== undefined && runs.isPending && !asking && <RunSkeleton />}
          <RunList runs={list} renderRun={props.renderRun} />
          {asking !== undefined && <RunSkeleton question={asking} />}
          <div ref={end} />
        </div>
        <div className="mw-composer-dock">{props.composer}</div>
      </div>
      {props.pane}
    </div>
  )
}

const RunList = (props: {
  readonly runs: readonly RunSummary[]
  readonly renderRun: (run: RunSummary, isLatest: boolean) => ReactNode
}) => {
  const t = useMessages()
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? props.runs : props.runs.slice(-shownAtFirst)
  return (
    <>
      {shown.length < props.runs.length && (
        <button type="button" className="mw-earlier" onClick={() => setShowsAll(true)}>
          {t.runs.earlier(props.runs.length - shown.length)}
        </button>
      )}
      {shown.map((run, index) => (
        <Fragment key={run.id}>{props.renderRun(run, index === shown.length - 1)}</Fragment>
      ))}
    </>
  )
}

/** Keeps the newest question in view when one is added. */
const useScrollToEnd = (count: number) => {
  const end = useRef<HTMLDivElement>(null)
  const before = useRef(0)
  useEffect(() => {
    if (count > before.current && before.current > 0)
      end.current?.scrollIntoView({ block: 'end', behavior: 'smooth' })
    before.current = count
  }, [count])
  return end
}

/** A question whose answer is on its way. */
export const RunSkeleton = ({ question }: { readonly question?: string }) => (
  <section className="mw-run" aria-busy="true">
    {question === undefined ? (
      <Skeleton height={40} width="60%" ml="auto" radius="lg" />
    ) : (
      <p className="mw-question">{question}</p>
    )}
    <div className="mw-answer-frame">
      <Skeleton height={28} mb="md" />
      <Skeleton height={18} width="80%" mb="xs" />
      <Skeleton height={18} width="60%" mb="md" />
      <Skeleton height={200} radius="md" />
    </div>
  </section>
)
