import { defineStep } from '@millwright/spec'
import type { StepDefinition } from '@millwright/spec'
import { linkQuestion, detectLanguage } from '../link/link-question.ts'
import type { Link, LinkResult } from '../link/link.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import type { AskServices } from './ask-services.ts'
import { chosenSources } from './chosen-sources.ts'
import { linkOutputSchema } from './step-outputs.ts'
import type { AskInput, LinkChoice, LinkOutput } from './step-outputs.ts'

const builtin = { kind: 'builtin', name: 'grammar', version: '1' } as const
const shownSources = 3
const shownLinks = 200

/** Words of the question to what they may stand for, in every source that may be asked. */
export const defineLinkStep = ({ workspace, calendar }: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, LinkOutput>({
    name: 'link',
    title: { en: 'Words', zh: '词语' },
    dependsOn: [],
    effect: 'reads',
    output: linkOutputSchema,
    run: async ({ input, actor, now }) => {
      const { sources } = await chosenSources(workspace, actor, input)
      const times = findTimeExpressions(input.question, { now, calendar })
      const linked = sources.map(source => {
        const { model, index } = source
        const lattice = linkQuestion({
          question: input.question,
          model,
          index,
          times,
          language: input.language,
        })
        return { source, lattice, coverage: coverageOf(lattice) }
      })
      const best = linked.toSorted((a, b) => b.coverage - a.coverage).slice(0, shownSources)
      const language = input.language ?? detectLanguage(input.question)
      return {
        outcome: 'done',
        proposer: builtin,
        output: {
          language,
          sources: best.map(({ source, lattice, coverage }) => ({
            sourceId: source.sourceId,
            modelVersion: source.model.version,
            coverage,
            links: lattice.links.map(link => toChoice(link, lattice)).slice(0, shownLinks),
          })),
        },
      }
    },
  })

const isName = (link: Link): boolean => ['metric', 'field', 'dataset', 'value'].includes(link.target.kind)

/** Part of the content words that some name or value of the source may stand for. */
const coverageOf = ({ atoms, links, isStop }: LinkResult): number => {
  const content = atoms.map((_, i) => i).filter(i => !isStop[i] && atoms[i]?.kind !== 'punct')
  if (content.length === 0) return 0
  const best = content.map(i =>
    Math.max(
      0,
      ...links.filter(link => isName(link) && link.from <= i && i < link.to).map(link => link.score),
    ),
  )
  return best.reduce((sum, score) => sum + score, 0) / content.length
}

const toChoice = (link: Link, { atoms }: LinkResult): LinkChoice => ({
  from: atoms[link.from]?.from ?? 0,
  to: atoms[link.to - 1]?.to ?? 0,
  text: link.text,
  kind: link.target.kind,
  meaning: meaningOf(link),
  score: link.score,
  reason: link.reason,
})

const meaningOf = ({ target }: Link): string => {
  switch (target.kind) {
    case 'metric':
      return target.metric
    case 'field':
      return `${target.field.dataset}.${target.field.field}`
    case 'dataset':
      return target.dataset
    case 'value':
      return `${target.field.dataset}.${target.field.field} = ${String(target.value)}`
    case 'literal':
      return target.text
    case 'number':
      return String(target.value)
    case 'time':
      return target.expression.text
    case 'cue':
      return target.cues.map(cue => cue.cue).join(', ')
  }
}
