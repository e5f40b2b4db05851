import { useMemo } from 'react'
import { toJsonText, useFormat, useLanguage } from '@millwright/web'
import type { StepPanel } from '@millwright/web'
import { localize } from '@millwright/spec'
import { useTexts } from '../i18n/messages.ts'
import { readAnswer, readCite, readRead, readRetrieve, readUnderstand } from '../outputs.ts'
import { textOfPassage } from '../place.ts'
import { AnswerStep } from './answer-step.tsx'
import { CheckStep } from './check-step.tsx'
import { CiteStep } from './cite-step.tsx'
import { ReadStep } from './read-step.tsx'
import { RetrieveStep } from './retrieve-step.tsx'
import { UnderstandStep } from './understand-step.tsx'

/** How each step of a question to the documents is shown, in the order of its pipeline. */
export const useStepPanels = (): readonly StepPanel[] => {
  const t = useTexts()
  const { language } = useLanguage()
  const format = useFormat()
  return useMemo<readonly StepPanel[]>(
    () => [
      {
        name: 'understand',
        title: t.steps.understand,
        Body: UnderstandStep,
        isEditable: true,
        isOpenAtFirst: true,
        summarise: step => {
          const understood = readUnderstand(step.output)
          return understood && localize(understood.reading, language)
        },
        toText: toJsonText,
      },
      {
        name: 'retrieve',
        title: t.steps.retrieve,
        Body: RetrieveStep,
        isEditable: true,
        isOpenAtFirst: true,
        summarise: step => {
          const found = readRetrieve(step.output)
          return found && t.steps.passages(found.passages.length, format.number(found.documentCount))
        },
        toText: output =>
          readRetrieve(output)
            ?.passages.map(passage => `${passage.documentTitle}: ${textOfPassage(passage)}`)
            .join('\n') ?? toJsonText(output),
      },
      {
        name: 'read',
        title: t.steps.read,
        Body: ReadStep,
        isEditable: false,
        summarise: step => {
          const read = readRead(step.output)
          return read && t.steps.candidates(read.candidates.length)
        },
        toText: output =>
          readRead(output)
            ?.candidates.map(candidate => candidate.quote)
            .join('\n') ?? toJsonText(output),
      },
      {
        name: 'answer',
        title: t.steps.answer,
        Body: AnswerStep,
        isEditable: false,
        summarise: step => {
          const answer = readAnswer(step.output)
          return answer && (answer.short ?? localize(answer.lead, language))
        },
        toText: output =>
          readAnswer(output)
            ?.parts.map(part => part.text)
            .join('\n') ?? toJsonText(output),
      },
      {
        name: 'cite',
        title: t.steps.cite,
        Body: CiteStep,
        isEditable: false,
        summarise: step =>
          readCite(step.output)
            ?.citations.map(citation => citation.documentTitle)
            .filter((title, index, all) => all.indexOf(title) === index)
            .join(', '),
        toText: output =>
          readCite(output)
            ?.citations.map(citation => `${citation.documentTitle}: ${citation.quote}`)
            .join('\n') ?? toJsonText(output),
      },
      {
        name: 'check',
        title: t.steps.check,
        Body: CheckStep,
        isEditable: false,
        summarise: step => {
          const failed = step.checks.filter(check => check.verdict === 'fail').length
          return failed > 0 ? t.steps.checksFailed(failed) : t.steps.checksPassed(step.checks.length)
        },
        toText: toJsonText,
      },
    ],
    [t, language, format],
  )
}
