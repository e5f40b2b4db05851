import type { Language, Localized } from '@millwright/spec'
import { renderReading } from '../parse/render/render-reading.ts'
import type { Query } from '../query/query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import type { ParseOutput } from './step-outputs.ts'

/** An output that says nothing yet. */
export const emptyOutput = (language: Language): ParseOutput => ({
  language,
  sourceId: '',
  query: null,
  reading: { en: '' },
  candidates: [],
  unusedWords: [],
  confidence: 0,
  decision: 'refuse',
  assumptions: [],
  spans: [],
})

/** What a query asks for, in a plain sentence of either language. */
export const readingOf = (query: Query, { model }: SourceKnowledge): Localized => ({
  en: renderReading(query, model, 'en'),
  zh: renderReading(query, model, 'zh'),
})

/** What a person wrote needs no confidence, leaves no word unused and asks nothing back. */
export const asPersonsReading = ({
  clarification: _,
  refusal: _refusal,
  runnerUp: _runnerUp,
  choices: _choices,
  ...output
}: ParseOutput): ParseOutput => ({
  ...output,
  confidence: 1,
  unusedWords: [],
})
