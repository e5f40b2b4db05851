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
  useStepsPaneOfAddress,
} from '@millwright/web'
import type { ConversationViewProps } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { asOfOf, collectionsOf, questionOf } from '../outputs.ts'
import { useStepPanels } from '../steps/step-panels.tsx'
import { SourceContext, useSourceOfAddress } from '../viewer/source-context.ts'
import { SourcePane, SourceScreen } from '../viewer/source-pane.tsx'
import { Composer } from './composer.tsx'
import { RunItem } from './run-item.tsx'
import type { Scope } from './scope.ts'
import { Welcome } from './welcome.tsx'

/** One conversation about documents: questions, answers, and the source or the steps beside them. */
const ConversationView = ({ conversationId }: ConversationViewProps) => {
  const t = useTexts()
  const { language } = useLanguage()
  const runs = useConversationRuns(conversationId)
  const steps = useStepsPaneOfAddress()
  const source = useSourceOfAddress()
  const last = runs.data?.at(-1)
  const previousRunId = last?.id
  const [scope, setScope] = useScope(previousRunId)
  const { ask, asking } = useAsk(
    conversationId,
    useCallback(
      (question: string) => ({
        skill: 'chatdoc.ask',
        input: {
          question,
          language,
          ...(scope.collectionIds.length > 0 ? { collectionIds: scope.collectionIds } : {}),
          ...(scope.asOf ? { asOf: scope.asOf } : {}),
          ...(previousRunId ? { previousRunId } : {}),
        },
      }),
      [language, scope, previousRunId],
    ),
  )
  const hasRoom = useHasRoomBeside()
  useHotkeys([['o', () => (steps.runId ? steps.close() : last && steps.open(last.id))]])
  useEscape(source.shown ? source.close : steps.close)
  const askNow = (question: string): void => void ask(question)
  return (
    <StepsPaneContext value={steps}>
      <SourceContext value={source}>
        <ConversationFrame
          conversationId={conversationId}
          title={t.ask.pageTitle}
          runs={runs}
          asking={asking}
          welcome={<Welcome scope={scope} onAsk={askNow} />}
          composer={
            <Composer
              scope={scope}
              onScope={setScope}
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
            />
          )}
          pane={
            hasRoom &&
            (source.shown ? (
              <SourcePane shown={source.shown} />
            ) : (
              steps.runId !== undefined && (
                <SidePane runId={steps.runId} usePanels={useStepPanels} questionOf={questionOf} />
              )
            ))
          }
        />
        {!hasRoom && source.shown && <SourceScreen shown={source.shown} />}
      </SourceContext>
    </StepsPaneContext>
  )
}

/** The collections and the date to ask: those picked here, else those of the link, else those of the last question. */
const useScope = (lastRunId: string | undefined) => {
  const [search] = useSearchParams()
  const fromLink = search.get('collection')
  const [picked, setPicked] = useState<Scope | undefined>(
    fromLink ? { collectionIds: [fromLink], asOf: undefined } : undefined,
  )
  const lastRun = useRunOnce(lastRunId).data
  const scope = useMemo<Scope>(
    () => picked ?? { collectionIds: collectionsOf(lastRun), asOf: asOfOf(lastRun) },
    [picked, lastRun],
  )
  return [scope, setPicked] as const
}

export default ConversationView
