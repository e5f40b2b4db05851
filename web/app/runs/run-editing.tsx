import { createContext, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { z } from 'zod'
import type { Run } from '@millwright/spec'
import { ApiError } from '../api/api.ts'
import { useMessages } from '../i18n/i18n.tsx'
import { useNotify } from '../ui/notify.tsx'
import { DiffView } from './diff-view.tsx'
import { useRunActions } from './run-actions.ts'
import { toJsonText } from './step-panel.ts'
import type { StepPanel } from './step-panel.ts'

interface RunEditing {
  /** Writes a step's output in place of the version that is shown; resolves false where it was not taken. */
  readonly save: (step: string, output: unknown) => Promise<boolean>
  readonly savingStep: string | undefined
}

const RunEditingContext = createContext<RunEditing | undefined>(undefined)

const conflictSchema = z.object({
  step: z.string(),
  actualVersion: z.number(),
  yours: z.unknown(),
  theirs: z.unknown(),
})
type Conflict = z.infer<typeof conflictSchema>

const toConflict = (error: unknown): Conflict | undefined =>
  error instanceof ApiError && error.code === 'STEP_EDIT_CONFLICT'
    ? conflictSchema.safeParse(error.data).data
    : undefined

/** Lets everything below edit steps of `run`; shows both versions when somebody else was faster. */
export const RunEditingProvider = (props: {
  readonly run: Run
  readonly panels: readonly StepPanel[]
  readonly children: ReactNode
}) => {
  const { run, panels } = props
  const t = useMessages()
  const actions = useRunActions()
  const notify = useNotify()
  const [conflict, setConflict] = useState<Conflict>()
  const [savingStep, setSavingStep] = useState<string>()
  const value = useMemo<RunEditing>(() => {
    const write = async (step: string, expectedVersion: number, output: unknown): Promise<boolean> => {
      setSavingStep(step)
      try {
        await actions.edit(run.id, { step, expectedVersion, output })
        return true
      } catch (error) {
        const found = toConflict(error)
        if (found) setConflict({ ...found, yours: found.yours ?? output })
        else notify.failed(error, t.runs.refused)
        return false
      } finally {
        setSavingStep(undefined)
      }
    }
    return {
      savingStep,
      save: (step, output) => write(step, run.steps.find(item => item.step === step)?.version ?? 1, output),
    }
  }, [run, actions, notify, savingStep, t])
  const useMine = async () => {
    if (!conflict) return
    setConflict(undefined)
    await actions
      .edit(run.id, { step: conflict.step, expectedVersion: conflict.actualVersion, output: conflict.yours })
      .catch((error: unknown) => notify.failed(error, t.runs.refused))
  }
  return (
    <RunEditingContext value={value}>
      {props.children}
      <ConflictDialog
        conflict={conflict}
        toText={panels.find(panel => panel.name === conflict?.step)?.toText ?? toJsonText}
        onKeepTheirs={() => setConflict(undefined)}
        onUseMine={() => void useMine()}
      />
    </RunEditingContext>
  )
}

const ConflictDialog = (props: {
  readonly conflict: Conflict | undefined
  readonly toText: (output: unknown) => string
  readonly onKeepTheirs: () => void
  readonly onUseMine: () => void
}) => {
  const t = useMessages()
  const { conflict, toText } = props
  return (
    <Modal
      opened={conflict !== undefined}
      onClose={props.onKeepTheirs}
      title={t.runs.conflictTitle}
      size="xl"
      closeButtonProps={{ 'aria-label': t.common.close }}
    >
      {conflict && (
        <Stack gap="md">
          <Text size="sm">{t.runs.conflictText}</Text>
          <div className="mw-versus">
            <section>
              <h3>{t.runs.theirs}</h3>
              <pre className="mw-code" tabIndex={0}>
                {toText(conflict.theirs)}
              </pre>
            </section>
            <section>
              <h3>{t.runs.yours}</h3>
              <pre className="mw-code" tabIndex={0}>
                {toText(conflict.yours)}
              </pre>
            </section>
          </div>
          <DiffView before={toText(conflict.theirs)} after={toText(conflict.yours)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onKeepTheirs}>
              {t.runs.useTheirs}
            </Button>
            <Button onClick={props.onUseMine}>{t.runs.useYours}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

/** The way to edit the steps of the run around this component. */
export const useRunEditing = (): RunEditing => {
  const value = useContext(RunEditingContext)
  if (!value) throw new Error('bug: no RunEditingProvider above')
  return value
}
