import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTexts } from '../i18n/messages.ts'
import type { CitedPart } from '../outputs.ts'
import { CitationChips } from './citations.tsx'
import type { PartsProps } from './answer-parts.tsx'

const storageKey = (runId: string, version: number): string => `millwright-done-${runId}-${version}`

const parseDone = (text: string | null): readonly number[] => {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(item => typeof item === 'number') : []
  } catch {
    return []
  }
}

/** Which steps a person has done; kept while the tab lives, for this version of the answer. */
const useDone = (runId: string, version: number) => {
  const key = storageKey(runId, version)
  const [done, setDone] = useState({ key, steps: parseDone(sessionStorage.getItem(key)) })
  const steps = done.key === key ? done.steps : parseDone(sessionStorage.getItem(key))
  const keep = (next: readonly number[]) => {
    sessionStorage.setItem(key, JSON.stringify(next))
    setDone({ key, steps: next })
  }
  return {
    steps,
    toggle: (index: number) =>
      keep(steps.includes(index) ? steps.filter(other => other !== index) : [...steps, index]),
    startOver: () => keep([]),
  }
}

/** Numbers as printed, else counted on each level. */
const withNumbers = (parts: readonly CitedPart[]): readonly (readonly [CitedPart, string])[] => {
  const counts: number[] = []
  return parts.map(part => {
    const level = part.kind === 'step' ? (part.level ?? 1) : 0
    if (level === 0) return [part, '']
    counts.length = level
    counts[level - 1] = (counts[level - 1] ?? 0) + 1
    return [part, part.marker ?? `${counts[level - 1]}.`]
  })
}

/** A procedure as a checklist: each step is done with one tap, by a hand in a glove too. */
export const Procedure = (props: PartsProps & { readonly version: number }) => {
  const t = useTexts()
  const done = useDone(props.runId, props.version)
  const steps = props.parts.filter(part => part.kind === 'step')
  const doneCount = steps.filter(part => done.steps.includes(part.index)).length
  return (
    <div>
      <ol className="cd-steps">
        {withNumbers(props.parts).map(([part, marker]) =>
          part.kind === 'step' ? (
            <li key={part.index} style={{ marginLeft: `${((part.level ?? 1) - 1) * 26}px` }}>
              <label className="cd-step" data-done={done.steps.includes(part.index) || undefined}>
                <input
                  type="checkbox"
                  checked={done.steps.includes(part.index)}
                  aria-label={t.answer.step(part.text)}
                  onChange={() => done.toggle(part.index)}
                />
                <span className="cd-step-number" aria-hidden="true">
                  {done.steps.includes(part.index) ? (
                    <IconCheck size={18} />
                  ) : (
                    marker.replace(/[.)、．]$/, '')
                  )}
                </span>
                <span className="cd-step-text">{part.text}</span>
              </label>
              <CitationChips {...props} of={part.citations} />
            </li>
          ) : (
            <li key={part.index} className="cd-step-note">
              {part.text} <CitationChips {...props} of={part.citations} />
            </li>
          ),
        )}
      </ol>
      {doneCount > 0 && (
        <p className="cd-progress" role="status">
          {t.answer.progress(doneCount, steps.length)}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={done.startOver}>
            {t.answer.startOver}
          </Button>
        </p>
      )}
    </div>
  )
}
