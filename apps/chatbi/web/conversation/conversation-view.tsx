import { useCallback, useMemo, useState } from 'react'
import { useHotkeys } from '@mantine/hooks'
import { useSearchParams } from 'react-router'
import {
  ConversationFrame,
  SidePane,
  StepsPaneContext,
  useAsk,
  useConversationRuns,
  useEscape,
  useHasRoomBeside,
  useLanguage,
  useRunOnce,
  useSources,
  useStepsPaneOfAddress,
} from '@millwright/web'
import type { ConversationViewProps } from '@millwright/web'
import type { Run } from '@millwright/spec'
import { skillOf } from '../../why/skill-of.ts'
import { useTexts } from '../i18n/messages.ts'
import { questionOf, sourcesOf } from '../outputs.ts'
import { useStepPanels } from '../steps/step-panels.tsx'
import { Composer } from './composer.tsx'
import { RunItem } from './run-item.tsx'
import { Welcome } from './welcome.tsx'

/** `e` while no steps are open edits what was understood, at the answer itself. */
const editAnswer = (runId: string): void =>
  document.querySelector<HTMLElement>(`#run-${CSS.escape(runId)} button[data-step-edit]`)?.click()

/** One conversation about data: its questions and answers, the steps beside them, and the place to ask the next. */
const ConversationView = ({ conversationId }: ConversationViewProps) => {
  const t = useTexts()
  const { language } = useLanguage()
  const runs = useConversationRuns(conversationId)
  const sources = useSources()
  const pane = useStepsPaneOfAddress()
  const last = runs.data?.at(-1)
  const [chosen, setChosen] = useChosenSources(last?.id)
  const previousRunId = last?.id
  const { ask, asking } = useAsk(
    conversationId,
    useCallback(
      (question: string) => ({
        skill: skillOf(question),
        input: {
          question,
          language,
          ...(chosen.length > 0 ? { sourceIds: chosen } : {}),
          ...(previousRunId ? { previousRunId } : {}),
        },
      }),
      [chosen, language, previousRunId],
    ),
  )
  const hasRoom = useHasRoomBeside()
  useHotkeys([
    ['o', () => (pane.runId ? pane.close() : last && pane.open(last.id))],
    ['e', () => pane.runId === undefined && last && editAnswer(last.id)],
  ])
  useEscape(pane.close)
  const askNow = (question: string): void => void ask(question)
  const askAgain = ({ skill, input }: Run, question: string): void => void ask(question, { skill, input })
  return (
    <StepsPaneContext value={pane}>
      <ConversationFrame
        conversationId={conversationId}
        title={t.ask.pageTitle}
        runs={runs}
        asking={asking}
        welcome={
          <Welcome sources={sources.data} isPending={sources.isPending} chosen={chosen} onAsk={askNow} />
        }
        composer={
          <Composer
            sources={sources.data ?? []}
            chosen={chosen}
            onChoose={setChosen}
            onAsk={ask}
            isFollowUp={last !== undefined}
            isFirst={conversationId === undefined}
          />
        }
        renderRun={(run, isLatest) => (
          <RunItem
            runId={run.id}
            title={run.title}
            isLatest={isLatest}
            showsStepsBelow={!hasRoom}
            onAsk={askNow}
            onAskAgain={askAgain}
          />
        )}
        pane={
          hasRoom &&
          pane.runId !== undefined && (
            <SidePane runId={pane.runId} usePanels={useStepPanels} questionOf={questionOf} />
          )
        }
      />
    </StepsPaneContext>
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

export default ConversationView
