import type { OfferedReading } from '../ask/step-outputs.ts'
import { uses } from '../link/reading-parts.ts'
import type { ReadingPart } from '../link/reading-parts.ts'
import type { SemanticModel } from '../model/index.ts'
import { compiles } from '../compile/compile-query.ts'
import { parseQuestion, parseWithPreview } from '../parse/parse-question.ts'
import type { OutputStyle } from '../parse/draft.ts'
import { rememberedCount } from '../parse/parse-result.ts'
import type { EarlierQuery, ParseOptions, ParseResult } from '../parse/parse-result.ts'
import { renderReading } from '../parse/render/render-reading.ts'
import type { Query } from '../query/query.ts'
import { directRole, draftOfConnection, indexOfConnection } from './drafted-source.ts'
import type { NamedConnection } from './drafted-source.ts'
import { explainDirectly, understandDirectly } from './explain-directly.ts'
import type { DirectExplanation } from './explain-directly.ts'
import { settleDirectly } from './settle-directly.ts'
import { previewRows } from '../workspace/preview-rows.ts'
import { toGuardedQuery } from '../workspace/guarded-query.ts'
import { skillOf } from '../why/skill-of.ts'
import type { WhyOptions } from '../why/understand-why.ts'
import { firstRowOf } from '../why/why-before.ts'

/** One source that questions are asked of without a run: for benchmarks of the understanding alone. */
export interface DirectSource {
  readonly model: SemanticModel
  /** `after`: the questions of the conversation before, in order, each of which the next may change. */
  ask(question: string, after?: readonly string[]): Promise<DirectAnswer>
  /** What a person is told before anything is answered: how sure it is, or the readings to choose from. */
  settle(question: string): Promise<DirectDecision>
  /** Links and parses alone: what was decided, no SQL made. */
  parse(question: string): Pick<DirectAnswer, 'decision' | 'confidence'>
  /** What explains the change that a question asks about. */
  explain(question: string, after?: readonly string[]): Promise<DirectExplanation>
}

/** A question as it was decided once the readings that give the same rows were told to be one. */
export interface DirectDecision extends Pick<DirectAnswer, 'decision' | 'isSure' | 'assumptions' | 'orElse'> {
  /** The readings that are offered, with their first rows; none where it is not asked back. */
  readonly offered: readonly OfferedReading[]
  /** It was to be asked back, and all of the readings give the same rows. */
  readonly isAlike: boolean
}

/** `sql` is guarded SQL, null where the question was refused, asked back or could not be compiled. */
export interface DirectAnswer {
  readonly sql: string | null
  /** SQL of the best readings, the answer first, whatever was decided. */
  readonly candidates: readonly string[]
  readonly decision: 'answer' | 'ask' | 'refuse'
  readonly confidence: number
  /** The confidence reaches the working threshold. */
  readonly isSure: boolean
  /** What was assumed without being said, in English. */
  readonly assumptions: readonly string[]
  /** What else the question may mean, in English: told where the answer is not sure or rests on an assumption. */
  readonly orElse: string | undefined
  readonly unusedWords: readonly string[]
}

export interface DirectOptions extends NamedConnection {
  readonly style?: OutputStyle
  /** A model that someone wrote; drafted where absent. */
  readonly model?: SemanticModel
  /** Parts of reading that are left out, to see what each is worth. */
  readonly without?: readonly ReadingPart[]
}

type Before = NonNullable<WhyOptions['previous']>

/** The conversation as far back as it is remembered behind one more question. */
const recall = (before: EarlierQuery | undefined, left = rememberedCount - 1): EarlierQuery | undefined =>
  before && left > 0
    ? { sourceId: before.sourceId, query: before.query, before: recall(before.before, left - 1) }
    : undefined

/** Drafts a model, indexes the values and asks: the same functions in the same order as the skill's steps. */
export const openDirectSource = async (options: DirectOptions): Promise<DirectSource> => {
  const { name, connection, clock, calendar } = options
  const drafted = options.model ?? (await draftOfConnection(options))
  const model = uses('joins', options.without) ? drafted : withDeclaredJoins(drafted)
  const index = await indexOfConnection(model, options)
  const knowledge = { sourceId: model.sourceId, sourceName: name, model, whole: model, index }
  const print = async (query: Query): Promise<string | undefined> => {
    const guarded = await toGuardedQuery(query, knowledge, { role: directRole, calendar })
    return guarded.ok ? guarded.sql : undefined
  }
  const parseOptions = (question: string, previous?: Before): ParseOptions => ({
    question,
    sources: [{ model, index }],
    now: clock.now(),
    calendar,
    style: options.style ?? 'explained',
    compiles: (query, of) => compiles(query, of, { calendar }),
    without: options.without,
    previous,
  })
  const preview = (query: Query): ReturnType<typeof previewRows> =>
    previewRows(query, knowledge, { role: directRole, calendar, connection })
  const parse = (question: string, previous?: Before): Promise<ParseResult> =>
    parseWithPreview(parseOptions(question, previous), (_, query) => preview(query))
  const whyOptions = (previous?: Before) => ({
    source: knowledge,
    role: directRole,
    connection,
    now: clock.now(),
    calendar,
    previous,
  })
  /** What one question of a conversation asked for; nothing where it was refused. */
  const stepOf = async (question: string, previous?: Before): Promise<Before | undefined> => {
    const { sourceId } = knowledge
    if (skillOf(question) === 'chatbi.why') {
      const { query } = await understandDirectly(question, whyOptions(previous))
      return query ? { sourceId, query, firstRow: new Map(), before: recall(previous) } : undefined
    }
    const { decision, candidates } = await parse(question, previous)
    const query = decision === 'refuse' ? undefined : candidates[0]?.query
    const before = recall(previous)
    return query && { sourceId, query, firstRow: firstRowOf(query, await preview(query)), before }
  }
  const beforeOf = async (after: readonly string[]): Promise<Before | undefined> => {
    let previous: Before | undefined
    for (const question of after) previous = await stepOf(question, previous)
    return previous
  }
  const tellOf = ({ candidates, runnerUp }: ParseResult) => ({
    assumptions: (candidates[0]?.assumptions ?? []).map(one => one.en),
    orElse: runnerUp && renderReading(runnerUp.query, model, 'en'),
  })
  return {
    model,
    settle: async question => {
      const read = await parse(question)
      const { result, clarification } = await settleDirectly(read, { ...whyOptions(), question })
      return {
        decision: result.decision,
        isSure: result.isSure,
        ...tellOf(result),
        offered: clarification?.options ?? [],
        isAlike: read.decision === 'ask' && result.decision === 'answer',
      }
    },
    parse: question => parseQuestion(parseOptions(question)),
    explain: async (question, after = []) => explainDirectly(question, whyOptions(await beforeOf(after))),
    ask: async (question, after = []) => {
      const result = await parse(question, await beforeOf(after))
      const printed = await Promise.all(
        result.candidates.slice(0, 5).map(candidate => print(candidate.query)),
      )
      const candidates = printed.filter(sql => sql !== undefined)
      return {
        sql: result.decision === 'answer' ? (printed[0] ?? null) : null,
        candidates,
        decision: result.decision,
        confidence: result.confidence,
        isSure: result.isSure,
        ...tellOf(result),
        unusedWords: result.unusedWords,
      }
    },
  }
}

/** The model with those relationships alone that the database declares or a person wrote. */
const withDeclaredJoins = (model: SemanticModel): SemanticModel => ({
  ...model,
  relationships: model.relationships.filter(one => one.inferredConfidence === undefined),
})
