import { setTimeout as delay } from 'node:timers/promises'
import type { Actor, PlantCalendar } from '@millwright/spec'
import { learnOwnLayer } from '../parse/own-layer/learn-own-layer.ts'
import type { OwnLayer } from '../parse/own-layer/own-layer.ts'
import { validateQuery } from '../query/validate-query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import type { VerifiedQuestions } from './verified-questions.ts'

/** What the confirmed questions of the workspace teach the ranking, by source. */
export interface OwnLayers {
  /**
   * The layers of these sources. One is learned anew when its questions or its model have changed; where that takes
   * longer than a moment, the one before holds until it is done.
   */
  of(sources: readonly SourceKnowledge[], actor: Actor): Promise<ReadonlyMap<string, OwnLayer>>
}

/** The newest ones: more would be slow to learn from, and say little more. */
const mostQuestions = 200
/** A question waits so long for what was confirmed just before it. */
const momentMs = 300

interface Known {
  readonly key: string
  layer: OwnLayer | undefined
}

export const createOwnLayers = ({
  verified,
  calendar,
}: {
  readonly verified: VerifiedQuestions
  readonly calendar: PlantCalendar
}): OwnLayers => {
  const known = new Map<string, Known>()
  let learning: Promise<void> = Promise.resolve()
  const learn = (place: string, entry: Known, source: SourceKnowledge) => {
    known.set(place, entry)
    const work = async (): Promise<void> => {
      if (known.get(place) !== entry) return
      const own = (await verified.list()).filter(one => one.sourceId === source.sourceId)
      const confirmed = own
        .slice(0, mostQuestions)
        .filter(one => validateQuery(one.query, source.model).length === 0)
        .map(({ question, query, askedAt }) => ({ question, query, askedAt: new Date(askedAt) }))
      entry.layer = await learnOwnLayer(confirmed, source, calendar)
    }
    learning = learning.then(work).catch(() => undefined) // the layer before goes on: no answer depends on a new one
  }
  return {
    of: async (sources, actor) => {
      const marks = await verified.marks(sources.map(source => source.sourceId))
      const placeOf = ({ sourceId }: SourceKnowledge): string => `${sourceId} ${actor.role}` // roles see different parts of a model
      let isLearning = false
      for (const source of sources) {
        const own = marks.filter(one => one.sourceId === source.sourceId)
        const key = [source.model.version, ...own.map(one => `${one.id} ${one.createdAt}`)].join('\n')
        const before = known.get(placeOf(source))
        if (before?.key === key || (before === undefined && own.length === 0)) continue
        learn(placeOf(source), { key, layer: before?.layer }, source)
        isLearning = true
      }
      if (isLearning) await Promise.race([learning, delay(momentMs, undefined, { ref: false })])
      return new Map(
        sources.flatMap(source => {
          const layer = known.get(placeOf(source))?.layer
          return layer ? [[source.sourceId, layer] as const] : []
        }),
      )
    },
  }
}
