import { useEffect, useRef, useState } from 'react'
import { useHotkeys } from '@mantine/hooks'
import type { Run } from '@millwright/spec'
import { useMessages } from '../i18n/i18n.tsx'
import { StepCard } from './step-card.tsx'
import type { ShownState } from './step-card.tsx'
import type { StepPanel } from './step-panel.ts'

/** State of a step as a person sees it; steps that were not reached are pending while the run goes on. */
export const shownState = (run: Run, stepName: string): ShownState => {
  const step = run.steps.find(item => item.step === stepName)
  if (step) return step.state
  return run.state === 'running' || run.state === 'waiting' ? 'pending' : 'skipped'
}

/** The steps of a run from top to bottom. `j`/`k` move between them, `e` edits the one in focus. */
export const StepsTimeline = (props: {
  readonly run: Run
  readonly panels: readonly StepPanel[]
  /** Step to open and bring into view, when it changes. */
  readonly focusStep?: string | undefined
}) => {
  const { run, panels, focusStep } = props
  const t = useMessages()
  const list = useRef<HTMLOListElement>(null)
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [seenFocus, setSeenFocus] = useState<string>()
  if (focusStep !== seenFocus) {
    setSeenFocus(focusStep)
    if (focusStep) setOpened(new Map(opened).set(focusStep, true))
  }
  const isOpen = (panel: StepPanel): boolean => {
    const state = shownState(run, panel.name)
    return (
      opened.get(panel.name) ?? (panel.isOpenAtFirst === true || state === 'failed' || state === 'waiting')
    )
  }
  const setOpen = (name: string, value: boolean) => setOpened(current => new Map(current).set(name, value))
  useEffect(() => {
    if (!focusStep) return
    const card = list.current?.querySelector(`[data-step="${CSS.escape(focusStep)}"]`)
    card?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
    card?.querySelector<HTMLElement>('[data-step-head]')?.focus({ preventScroll: true })
  }, [focusStep])
  useStepKeys(list, name => setOpen(name, true))
  return (
    <ol className="mw-steps" aria-label={t.runs.steps} ref={list}>
      {panels.map(panel => (
        <StepCard
          key={panel.name}
          run={run}
          panel={panel}
          step={run.steps.find(item => item.step === panel.name)}
          state={shownState(run, panel.name)}
          isOpen={isOpen(panel)}
          onToggle={() => setOpen(panel.name, !isOpen(panel))}
        />
      ))}
    </ol>
  )
}

const useStepKeys = (list: React.RefObject<HTMLOListElement | null>, open: (step: string) => void): void => {
  const move = (by: number) => {
    const heads = [...(list.current?.querySelectorAll<HTMLElement>('[data-step-head]:not(:disabled)') ?? [])]
    const current = heads.findIndex(head => head.closest('[data-step]')?.contains(document.activeElement))
    const next =
      current === -1 ? (by > 0 ? 0 : heads.length - 1) : Math.min(Math.max(current + by, 0), heads.length - 1)
    heads[next]?.focus()
  }
  const edit = () => {
    const card =
      document.activeElement?.closest<HTMLElement>('[data-step]') ??
      list.current?.querySelector<HTMLElement>('[data-step][data-editable]') ??
      undefined
    const name = card?.dataset['step']
    if (!card || !name || !list.current?.contains(card)) return
    open(name)
    window.setTimeout(() => {
      const target = card.querySelector<HTMLElement>('[data-step-edit], [contenteditable=true]')
      target?.focus()
      if (target instanceof HTMLButtonElement) target.click()
    }, 180)
  }
  useHotkeys([
    ['j', () => move(1)],
    ['k', () => move(-1)],
    ['e', edit],
  ])
}
