import { defineStep } from '@millwright/spec'
import type { StepDefinition } from '@millwright/spec'
import type { AskServices } from '../ask/ask-services.ts'
import { parseOutputSchema } from '../ask/step-outputs.ts'
import type { AskInput } from '../ask/step-outputs.ts'
import { chartSchema } from '../chart/chart.ts'
import type { Chart } from '../chart/chart.ts'
import { resultTableSchema } from '../execute/result-table.ts'
import { checkNarration } from '../narrate/check-narration.ts'
import { narrationSchema } from '../narrate/narration.ts'
import type { Narration } from '../narrate/narration.ts'
import { measureColumnOf } from './measure-column.ts'
import { narrateWhy } from './narrate-why.ts'
import { drawWaterfall } from './waterfall.ts'
import { compareOutputSchema } from './why-outputs.ts'
import { toWhyQuestion } from './why-words.ts'

/** The waterfall from the period before to the one asked about. */
export const defineWaterfallStep = ({ workspace }: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, Chart>({
    name: 'chart',
    title: { en: 'Chart', zh: '图表' },
    dependsOn: ['parse', 'compare'],
    effect: 'reads',
    output: chartSchema,
    run: async ({ outputs, actor }) => {
      const { sourceId, query, language } = parseOutputSchema.parse(outputs['parse'])
      const [source] = await workspace.knowledge(actor, [sourceId])
      const compared = compareOutputSchema.parse(outputs['compare'])
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'waterfall', version: '1' },
        output: drawWaterfall(compared, measureColumnOf(query, source?.model), language),
      }
    },
  })

/** What was compared and what explains it; a number that no row holds fails the step's check. */
export const defineWhyAnswerStep = (): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, Narration>({
    name: 'narrate',
    title: { en: 'Answer', zh: '回答' },
    dependsOn: ['parse', 'compare', 'execute'],
    effect: 'reads',
    output: narrationSchema,
    run: async ({ input, outputs }) => {
      const { language } = parseOutputSchema.parse(outputs['parse'])
      const table = resultTableSchema.parse(outputs['execute'])
      const compared = compareOutputSchema.parse(outputs['compare'])
      const direction = toWhyQuestion(input.question)?.direction
      const output = narrateWhy(table, { compared, language, direction })
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'sentences', version: '1' },
        checks: [checkNarration(output, table)],
        output,
      }
    },
  })
