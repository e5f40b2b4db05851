import type { Localized, PlantCalendar } from '@millwright/spec'
import { compileQuery } from '../compile/compile-query.ts'
import type { JoinAmbiguity } from '../compile/context.ts'
import type { ParseResult, ReadingOption, SourceReading, WordMeaning } from '../parse/parse-result.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'

const mostOptions = 4

const byWhichWay: Localized = {
  en: 'The tables can be joined in more than one way. Which is meant?',
  zh: '这些表有多种关联方式，您指的是哪一种？',
}

export interface JoinChoiceOptions {
  readonly sources: readonly SourceKnowledge[]
  readonly calendar: PlantCalendar
  /** What the asker chose before, over all of the sources. */
  readonly remembered: Readonly<Record<string, string>>
}

/**
 * An answer whose tables are joined by several ways that cost the same (an order's place of production or of delivery)
 * becomes a question: which is meant. A way that the asker chose before for the same tables is taken, and said.
 */
export const withJoinChoices = (
  result: ParseResult,
  { sources, calendar, remembered }: JoinChoiceOptions,
): ParseResult => {
  const [best, ...others] = result.candidates
  const source = sources.find(({ sourceId }) => sourceId === best?.sourceId)
  if (result.decision !== 'answer' || !best || !source || best.query.via !== undefined) return result
  const compiled = compileQuery(best.query, source.model, { calendar })
  if (!compiled.ok || compiled.ambiguities.length === 0) return result
  const options = combine(best, compiled.ambiguities)
  const known = options.find(({ meanings }) => meanings.every(({ id, value }) => remembered[id] === value))
  if (known) {
    const chosen = [...best.chosen, ...known.meanings.map(({ id, text }) => ({ id, text }))]
    return { ...result, candidates: [{ ...known.reading, chosen }, ...others] }
  }
  const { runnerUp: _, ...rest } = result
  return {
    ...rest,
    candidates: [...options.map(({ reading }) => reading), ...others],
    decision: 'ask',
    clarification: { question: byWhichWay, options },
    confidence: Math.min(0.5, result.confidence),
    isSure: false,
  }
}

interface Way {
  readonly via: readonly string[]
  readonly meanings: readonly WordMeaning[]
}

/** The reading by every way, those of several ties with each other. */
const combine = (reading: SourceReading, ambiguities: readonly JoinAmbiguity[]): readonly ReadingOption[] => {
  let ways: readonly Way[] = [{ via: [], meanings: [] }]
  for (const ambiguity of ambiguities)
    ways = ways
      .flatMap(way =>
        ambiguity.options.map(option => ({
          via: [...new Set([...way.via, ...option.via])],
          meanings: [...way.meanings, toMeaning(ambiguity, option)],
        })),
      )
      .slice(0, mostOptions)
  return ways.map(({ via, meanings }) => ({
    reading: { ...reading, query: { ...reading.query, via } },
    meanings,
  }))
}

const toMeaning = (
  { datasets }: JoinAmbiguity,
  { via, label }: JoinAmbiguity['options'][number],
): WordMeaning => ({
  id: `join:${JSON.stringify(datasets.toSorted())}`,
  value: JSON.stringify(via),
  label,
  text: { en: `Joined by ${label.en}`, zh: `关联方式：${label.zh ?? label.en}` },
})
