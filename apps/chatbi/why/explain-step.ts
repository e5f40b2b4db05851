import { defineStep } from '@millwright/spec'
import type { StepDefinition } from '@millwright/spec'
import type { AskServices } from '../ask/ask-services.ts'
import { parseOutputSchema } from '../ask/step-outputs.ts'
import type { AskInput } from '../ask/step-outputs.ts'
import { resultTableSchema } from '../execute/result-table.ts'
import type { ResultTable } from '../execute/result-table.ts'
import { toExplanationTable } from './explanation-table.ts'
import { measureColumnOf } from './measure-column.ts'
import { compareOutputSchema } from './why-outputs.ts'

/** What explains the change, ranked, as a table that the page can show and export. */
export const defineExplainStep = ({ workspace }: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, ResultTable>({
    name: 'execute',
    title: { en: 'Explaining', zh: '解释' },
    dependsOn: ['parse', 'compare'],
    effect: 'reads',
    output: resultTableSchema,
    stableOutput: ({ columns, rows }) => ({ columns, rows }),
    run: async ({ outputs, actor }) => {
      const { sourceId, query, language } = parseOutputSchema.parse(outputs['parse'])
      const [source] = await workspace.knowledge(actor, [sourceId])
      const compared = compareOutputSchema.parse(outputs['compare'])
      const measure = measureColumnOf(query, source?.model, compared.rate)
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'explanation', version: '1' },
        output: toExplanationTable(compared, measure, language),
      }
    },
  })
