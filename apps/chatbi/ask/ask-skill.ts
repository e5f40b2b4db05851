import { defineSkill } from '@millwright/spec'
import type { Skill } from '@millwright/spec'
import { defineChartStep, defineNarrateStep } from './present-steps.ts'
import { defineCompileStep, defineExecuteStep, defineGuardStep } from './query-steps.ts'
import type { AskServices } from './ask-services.ts'
import { askInputSchema } from './step-outputs.ts'
import type { AskInput } from './step-outputs.ts'
import { defineLinkStep } from './link-step.ts'
import { defineParseStep } from './parse-step.ts'

const askSkillName = 'chatbi.ask'

/** Question to answer: link → parse → compile → guard → execute → chart → narrate. Every step can be opened. */
export const createAskSkill = (services: AskServices): Skill<never> =>
  defineSkill<AskInput>({
    name: askSkillName,
    app: 'chatbi',
    version: '1',
    title: { en: 'Ask data', zh: '问数据' },
    input: askInputSchema,
    titleOf: input => input.question,
    steps: [
      defineLinkStep(services),
      defineParseStep(services),
      defineCompileStep(services),
      defineGuardStep(services),
      defineExecuteStep(services),
      defineChartStep(),
      defineNarrateStep(),
    ],
  })
