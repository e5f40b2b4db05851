import type { Language, PlantCalendar, StepResult } from '@millwright/spec'
import { validateQuery } from '../query/validate-query.ts'
import { shiftToNow } from '../verified/shift-to-now.ts'
import type { VerifiedQuestion } from '../verified/verified-questions.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { emptyOutput, readingOf } from './parse-output.ts'
import type { ParseOutput } from './step-outputs.ts'

interface VerifiedOptions {
  readonly language: Language
  readonly now: Date
  readonly calendar: PlantCalendar
}

/** A verified query still stands only while the model has everything it names. */
export const useVerified = (
  verified: VerifiedQuestion,
  sources: readonly SourceKnowledge[],
  { language, now, calendar }: VerifiedOptions,
): StepResult<ParseOutput> | undefined => {
  const source = sources.find(item => item.sourceId === verified.sourceId)
  if (!source || validateQuery(verified.query, source.model).length > 0) return undefined
  const query = shiftToNow(verified.query, {
    question: verified.question,
    askedAt: new Date(verified.askedAt),
    now,
    calendar,
  })
  return {
    outcome: 'done',
    proposer: { kind: 'builtin', name: 'verified question', version: verified.id },
    evidence: [
      {
        kind: 'verified',
        text: {
          en: `Confirmed by ${verified.createdBy.name}`,
          zh: `由 ${verified.createdBy.name} 确认`,
        },
        data: { verifiedId: verified.id, at: verified.createdAt },
      },
    ],
    output: {
      ...emptyOutput(language),
      sourceId: source.sourceId,
      modelVersion: source.model.version,
      query,
      reading: readingOf(query, source),
      confidence: 1,
      decision: 'answer',
      verifiedId: verified.id,
    },
  }
}
