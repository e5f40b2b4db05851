/**
 * What an app's panels may use of the shell: its contracts, the server's client, runs and their steps, and the
 * shared pieces of the page. Runs in the browser only.
 */
export { ApiError } from './app/api/api.ts'
export type { Api } from './app/api/api.ts'
/** The server's client of the page around this component. */
export { useApi } from './app/api/api-context.tsx'
export { listOf, nothingSchema } from './app/api/replies.ts'
export { ConversationFrame, RunSkeleton, useHasRoomBeside } from './app/conversation/conversation-frame.tsx'
export { offerQuestion } from './app/conversation/question-draft.ts'
export { QuestionField } from './app/conversation/question-field.tsx'
export { ForkMark, RunMenu, ShareButton, StepsButton, UndoButton } from './app/conversation/run-buttons.tsx'
export { RunSpine } from './app/conversation/run-spine.tsx'
export { SidePane } from './app/conversation/side-pane.tsx'
export {
  StepsPaneContext,
  useStepsPane,
  useStepsPaneOfAddress,
} from './app/conversation/steps-pane-context.ts'
export type { StepsPane } from './app/conversation/steps-pane-context.ts'
export { useAsk } from './app/conversation/use-ask.ts'
export { useEscape } from './app/conversation/use-escape.ts'
export { CodeEditor } from './app/editor/code-editor.tsx'
export type { CodeEditorProps, SqlNames } from './app/editor/code-editor.tsx'
export { createMessages, useLanguage, useLocalize } from './app/i18n/i18n.tsx'
export { useMessages as useShellMessages } from './app/i18n/i18n.tsx'
export type { Failure } from './app/i18n/error-texts.ts'
export type { AppPanels, ConversationViewProps, PanelLink, PanelRoute, RunViewProps } from './app/panels.ts'
export { useRunActions } from './app/runs/run-actions.ts'
export type { RunActions, StartRunRequest } from './app/runs/run-actions.ts'
export { RunEditingProvider, useRunEditing } from './app/runs/run-editing.tsx'
export { StateMark } from './app/runs/step-card.tsx'
export { CheckList, EvidenceList } from './app/runs/step-details.tsx'
export { DiffView } from './app/runs/diff-view.tsx'
export { SideBySide } from './app/runs/side-by-side.tsx'
export { toJsonText } from './app/runs/step-panel.ts'
export type { StepBodyProps, StepPanel } from './app/runs/step-panel.ts'
export { StepsTimeline, shownState } from './app/runs/steps-timeline.tsx'
export { runQueryKey, runsQueryKey, useConversationRuns, useRun, useRunOnce } from './app/runs/use-run.ts'
export { useCan, useSession } from './app/session/session.ts'
export { useConversations, useCreateConversation } from './app/shell/conversations.ts'
export { useSources } from './app/pages/sources/source-queries.ts'
export { acceptedFiles, useFileImport } from './app/pages/sources/file-import.ts'
export { chartColorsDark, chartColorsLight } from './app/theme/chart-colors.ts'
export { useFormat } from './app/ui/format.ts'
export type { Format } from './app/ui/format.ts'
export { useNotify } from './app/ui/notify.tsx'
export { PageHeader, usePageTitle } from './app/ui/page-header.tsx'
export { UnsavedGuard } from './app/ui/unsaved-guard.tsx'
export {
  EmptyState,
  ErrorState,
  ListSkeleton,
  PageSkeleton,
  useErrorText,
  useFailureText,
} from './app/ui/states.tsx'
