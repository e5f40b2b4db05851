import type { Cell, Language, Localized, PlantCalendar } from '@millwright/spec'
import type { LinkResult } from '../link/link.ts'
import type { ReadingPart } from '../link/reading-parts.ts'
import type { ValueIndex } from '../link/value-index.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import type { Query } from '../query/query.ts'
import type { OutputStyle } from './draft.ts'
import type { RankedCandidate } from './ranked-candidate.ts'
import type { OwnLayer } from './own-layer/own-layer.ts'
import type { Reading } from './reading.ts'

/** A source that may answer: its model and the values that this person may see. */
export interface ParseSource {
  readonly model: SemanticModel
  readonly index: ValueIndex
}

/** What was asked for earlier in the conversation, over the same source the one before it too. */
export interface EarlierQuery {
  readonly sourceId: string
  readonly query: Query
  readonly before?: EarlierQuery | undefined
}

/** How many answers back a conversation is remembered. */
export const rememberedCount = 3

export interface ParseOptions {
  readonly question: string
  readonly sources: readonly ParseSource[]
  readonly now: Date
  readonly calendar: PlantCalendar
  readonly language?: Language | undefined
  /** The query before, where the question may only change it. */
  readonly previous?: EarlierQuery | undefined
  /** Answers given to clarifications, by question id; remembered ones too. */
  readonly choices?: Readonly<Record<string, string>> | undefined
  readonly style?: OutputStyle | undefined
  /** Whether a query can be put into SQL of its source; readings that cannot are none. */
  readonly compiles?: ((query: Query, model: SemanticModel) => boolean) | undefined
  /** What confirmed questions taught the ranking, by source. */
  readonly layers?: ReadonlyMap<string, OwnLayer> | undefined
  /** Parts of reading that are left out, to see what each is worth. */
  readonly without?: readonly ReadingPart[] | undefined
}

/** The first rows of a query over a source, as the asker may see them; undefined where it does not run. */
export type Preview = (sourceId: string, query: Query) => Promise<readonly (readonly Cell[])[] | undefined>

/** A reading with the source that it is over. */
export interface SourceReading extends Reading {
  readonly sourceId: string
  /** What a person once chose that words of the question stand for, and this reading follows. */
  readonly chosen: readonly ChosenMeaning[]
  /** The model that proposed it, where one did. */
  readonly proposedBy?: string
  /** Where its rows are known: the same for readings that give the same answer. */
  readonly answer?: string
}

/** A person's choice that a reading rests on, by the id under which it is remembered. */
export interface ChosenMeaning {
  readonly id: string
  readonly text: Localized
}

/** What words of the question stand for in a reading, where others take them for something else. */
export interface WordMeaning extends ChosenMeaning {
  /** What a person's choice of this meaning is remembered as. */
  readonly value: string
  /** The meaning by name. */
  readonly label: Localized
}

/** One of the readings between which a person is asked to choose. */
export interface ReadingOption {
  readonly reading: SourceReading
  /** What parts it from the others. */
  readonly meanings: readonly WordMeaning[]
}

/** Two to four readings of nearly the same worth, the likelier first, and the question that puts them to a person. */
export interface ReadingQuestion {
  readonly question: Localized
  readonly options: readonly ReadingOption[]
}

export interface ParseResult {
  readonly language: Language
  /** Best first, at most ten. */
  readonly candidates: readonly SourceReading[]
  readonly decision: 'answer' | 'ask' | 'refuse'
  readonly clarification?: ReadingQuestion
  /** What an answer may mean besides: set where it is not sure or rests on an assumption, and there is another reading. */
  readonly runnerUp?: SourceReading
  /** Why nothing is answered, and what can be asked instead. */
  readonly refusal?: Localized
  readonly unusedWords: readonly string[]
  readonly confidence: number
  /** The confidence reaches the working threshold: the answer is told without reserve. */
  readonly isSure: boolean
  /** What each link of the best reading stands for, by place in the question. */
  readonly spans: readonly QuestionSpan[]
}

/** Offsets in the question and what the words were taken for; `unused` where nothing stands for them. */
export interface QuestionSpan {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly kind: 'metric' | 'field' | 'dataset' | 'value' | 'number' | 'time' | 'word' | 'unused'
  readonly meaning: string
}

export interface SourceCandidate extends RankedCandidate {
  readonly source: ParseSource
  readonly lattice: LinkResult
  /** It was run, and found no rows. */
  readonly findsNothing?: true
}
