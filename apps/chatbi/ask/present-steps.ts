import { defineStep } from '@millwright/spec'
import type { Check, StepDefinition } from '@millwright/spec'
import { buildChart, chartRows } from '../chart/build-chart.ts'
import { chartSchema } from '../chart/chart.ts'
import type { Chart } from '../chart/chart.ts'
import { renderSvg } from '../chart/render-chart.ts'
import { resultTableSchema } from '../execute/result-table.ts'
import { checkNarration } from '../narrate/check-narration.ts'
import { narrate } from '../narrate/narrate.ts'
import { narrationSchema } from '../narrate/narration.ts'
import type { Narration } from '../narrate/narration.ts'
import { compileOutputSchema, parseOutputSchema } from './step-outputs.ts'
import type { AskInput } from './step-outputs.ts'

/** The chart that suits the rows, or the one a person drew. */
export const defineChartStep = (): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, Chart>({
    name: 'chart',
    title: { en: 'Chart', zh: '图表' },
    dependsOn: ['parse', 'execute'],
    effect: 'reads',
    output: chartSchema,
    editPermission: 'data.ask',
    run: async ({ outputs }) => {
      const parsed = parseOutputSchema.parse(outputs['parse'])
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'chart rules', version: '1' },
        output: buildChart(resultTableSchema.parse(outputs['execute']), { language: parsed.language }),
      }
    },
    // another type without a specification: draw the rows as that type
    completeEdit: async (output, previous, { outputs }) => {
      const before = chartSchema.safeParse(previous)
      const isTypeSwitched =
        before.success &&
        before.data.type !== output.type &&
        JSON.stringify(before.data.spec) === JSON.stringify(output.spec)
      if (output.spec !== null && !isTypeSwitched) return output
      const { language } = parseOutputSchema.parse(outputs['parse'])
      return buildChart(resultTableSchema.parse(outputs['execute']), { language, type: output.type })
    },
    check: async (output, { outputs }) => [await checkSpec(output, outputs['execute'])],
  })

const checkSpec = async (chart: Chart, execute: unknown): Promise<Check> => {
  try {
    if (chart.spec) await renderSvg(chart.spec, chartRows(resultTableSchema.parse(execute)).slice(0, 200))
    return {
      name: 'chart-compiles',
      verdict: 'pass',
      message: { en: 'The chart can be drawn.', zh: '图表可以绘制。' },
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { name: 'chart-compiles', verdict: 'fail', message: { en: reason, zh: `图表无法绘制：${reason}` } }
  }
}

/** Two or three sentences; a number that no row holds fails the step's check. */
export const defineNarrateStep = (): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, Narration>({
    name: 'narrate',
    title: { en: 'Answer', zh: '回答' },
    dependsOn: ['parse', 'compile', 'execute'],
    effect: 'reads',
    output: narrationSchema,
    run: async ({ outputs }) => {
      const { language, reading, assumptions, query } = parseOutputSchema.parse(outputs['parse'])
      const { writtenBy } = compileOutputSchema.parse(outputs['compile'])
      const table = resultTableSchema.parse(outputs['execute'])
      const output = narrate(table, {
        language,
        reading,
        assumptions,
        hasPeriod: query?.time !== undefined,
        ...(writtenBy === undefined ? {} : { sqlBy: writtenBy }),
      })
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'sentences', version: '1' },
        checks: [checkNarration(output, table)],
        output,
      }
    },
  })
