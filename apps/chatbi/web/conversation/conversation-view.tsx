import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import {
  ErrorState,
  runsQueryKey,
  useConversationRuns,
  useConversations,
  useCreateConversation,
  useLanguage,
  useNotify,
  usePageTitle,
  useRunActions,
  useRunOnce,
  useSources,
} from '@millwright/web'
import type { ConversationViewProps } from '@millwright/web'
import type { RunSummary } from '@millwright/spec'
import { skillOf } from '../../why/skill-of.ts'
import { useTexts } from '../i18n/messages.ts'
import { sourcesOf } from '../outputs.ts'
import { Composer } from './composer.tsx'
import { RunItem, RunItemSkeleton } from './run-item.tsx'
import { SidePane } from './side-pane.tsx'
import { StepsPaneContext } from './steps-pane-context.ts'
import type { StepsPane } from './steps-pane-context.ts'
import { Welcome } from './welcome.tsx'
import './conversation.css'

/** Longest title that a new conversation takes from its first question. */
const titleLength = 80
const shownAtFirst = 12

/** `e` while no steps are open edits what was understood, at the answer itself. */
const editAnswer = (runId: string): void =>
  document.querySelector<HTMLElement>(`#run-${CSS.escape(runId)} button[data-step-edit]`)?.click()

const somethingAbove = '[role=dialog], [role=menu], [role=listbox]'

/**
 * Escape closes one thing at a time: what lies above the page first. Heard before those who close themselves,
 * while they are still there to be seen.
 */
const useEscape = (close: () => void): void => {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector(somethingAbove)) return
      const isWriting =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable=true]')
      if (!isWriting) close()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [close])
}

/** One conversation: its questions and answers, the steps beside them, and the place to ask the next. */
const ConversationView = ({ conversationId }: ConversationViewProps) => {
  const t = useTexts()
  const runs = useConversationRuns(conversationId)
  const conversations = useConversations()
  const sources = useSources()
  const pane = usePane()
  const list = useMemo(() => runs.data ?? [], [runs.data])
  const [chosen, setChosen] = useChosenSources(list.at(-1)?.id)
  const { ask, asking } = useAsk(conversationId, list, chosen)
  const end = useScrollToEnd(list.length + (asking ? 1 : 0))
  const isWide = useMediaQuery('(min-width: 1180px)', undefined, { getInitialValueInEffect: false })
  usePageTitle(conversations.data?.find(item => item.id === conversationId)?.title ?? '')
  const last = list.at(-1)
  useHotkeys([
    ['o', () => (pane.runId ? pane.close() : last && pane.open(last.id))],
    ['e', () => pane.runId === undefined && last && editAnswer(last.id)],
  ])
  useEscape(pane.close)
  const isEmpty = conversationId === undefined && asking === undefined
  return (
    <StepsPaneContext value={pane}>
      <div className="cb-conversation" data-split={(isWide && pane.runId !== undefined) || undefined}>
        <div className="cb-thread">
          <h1 className="cb-hidden">{t.ask.pageTitle}</h1>
          <div className="cb-runs">
            {isEmpty && (
              <Welcome
                sources={sources.data}
                isPending={sources.isPending}
                chosen={chosen}
                onAsk={question => void ask(question)}
              />
            )}
            {runs.isError && <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />}
            {conversationId !== undefined && runs.isPending && !asking && <RunItemSkeleton />}
            <RunList runs={list} isWide={isWide} onAsk={question => void ask(question)} />
            {asking !== undefined && <RunItemSkeleton question={asking} />}
            <div ref={end} />
          </div>
          <div className="cb-composer-dock">
            <Composer
              sources={sources.data ?? []}
              chosen={chosen}
              onChoose={setChosen}
              onAsk={ask}
              isFollowUp={list.length > 0}
              isFirst={conversationId === undefined}
            />
          </div>
        </div>
        {isWide && pane.runId !== undefined && <SidePane runId={pane.runId} />}
      </div>
    </StepsPaneContext>
  )
}

const RunList = (props: {
  readonly runs: readonly RunSummary[]
  readonly isWide: boolean
  readonly onAsk: (question: string) => void
}) => {
  const t = useTexts()
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? props.runs : props.runs.slice(-shownAtFirst)
  return (
    <>
      {shown.length < props.runs.length && (
        <button type="button" className="cb-earlier" onClick={() => setShowsAll(true)}>
          {t.ask.earlier(props.runs.length - shown.length)}
        </button>
      )}
      {shown.map((run, index) => (
        <RunItem
          key={run.id}
          runId={run.id}
          title={run.title}
          isLatest={index === shown.length - 1}
          showsStepsBelow={!props.isWide}
          onAsk={props.onAsk}
        />
      ))}
    </>
  )
}

/** The sources to ask: those picked here, else those of the link, else those of the last question. */
const useChosenSources = (lastRunId: string | undefined) => {
  const [search] = useSearchParams()
  const fromLink = search.get('source')
  const [picked, setPicked] = useState<readonly string[] | undefined>(fromLink ? [fromLink] : undefined)
  const lastRun = useRunOnce(lastRunId).data
  const chosen = useMemo(() => picked ?? sourcesOf(lastRun), [picked, lastRun])
  return [chosen, setPicked] as const
}

const usePane = (): StepsPane => {
  const [search, setSearch] = useSearchParams()
  const runId = search.get('run') ?? undefined
  const focusStep = search.get('step') ?? undefined
  return useMemo(
    () => ({
      runId,
      focusStep,
      open: (id, step) =>
        setSearch({ run: id, ...(step ? { step } : {}) }, { replace: true, preventScrollReset: true }),
      close: () => setSearch({}, { replace: true, preventScrollReset: true }),
    }),
    [runId, focusStep, setSearch],
  )
}

/** Starts a run; the first question of a conversation also makes the conversation. */
const useAsk = (
  conversationId: string | undefined,
  runs: readonly RunSummary[],
  chosen: readonly string[],
) => {
  const actions = useRunActions()
  const create = useCreateConversation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const notify = useNotify()
  const { language } = useLanguage()
  const [asking, setAsking] = useState<string>()
  const previousRunId = runs.at(-1)?.id
  const ask = useCallback(
    async (question: string): Promise<boolean> => {
      setAsking(question)
      try {
        const id = conversationId ?? (await create.mutateAsync(question.slice(0, titleLength))).id
        await actions.start({
          skill: skillOf(question),
          conversationId: id,
          input: {
            question,
            language,
            ...(chosen.length > 0 ? { sourceIds: chosen } : {}),
            ...(previousRunId ? { previousRunId } : {}),
          },
        })
        await client.invalidateQueries({ queryKey: runsQueryKey(id) })
        if (!conversationId) await navigate(`/c/${id}`)
        return true
      } catch (error) {
        notify.failed(error)
        return false
      } finally {
        setAsking(undefined)
      }
    },
    [actions, chosen, client, conversationId, create, language, navigate, notify, previousRunId],
  )
  return { ask, asking }
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

export default ConversationView
