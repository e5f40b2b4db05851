import { defineStep } from '@millwright/spec'
import type { Evidence, StepContext, StepDefinition } from '@millwright/spec'
import { readingOf, wanted } from '../understand/reading-of.ts'
import { understandQuestion } from '../understand/understand-question.ts'
import type { AskServices } from './ask-services.ts'
import { understandOutputSchema } from '../step-outputs.ts'
import type { AskInput, ExpectedAnswer, UnderstandOutput } from '../step-outputs.ts'

const builtin = { kind: 'builtin', name: 'question cues', version: '1' } as const

/** What the question asks for. A person may change its type, its words, its codes and where it is asked. */
export const defineUnderstandStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, UnderstandOutput>({
    name: 'understand',
    title: { en: 'Question', zh: '问题' },
    dependsOn: [],
    effect: 'reads',
    output: understandOutputSchema,
    editPermission: 'documents.read',
    run: async context => {
      const { input, actor, now } = context
      const [equipment, before] = [
        await services.documents.equipment(actor),
        await understoodBefore(services, context),
      ]
      const { output, filled } = understandQuestion({ input, now, equipment, before })
      return { outcome: 'done', proposer: builtin, output, evidence: evidenceOf(output, filled) }
    },
    completeEdit: output => Promise.resolve({ ...output, reading: readingOf(output) }),
    check: async output => [
      {
        name: 'question-not-empty',
        verdict: output.question.trim() === '' ? 'fail' : 'pass',
        message: { en: 'There is a question to search.', zh: '有可检索的问题。' },
      },
    ],
  })

const understoodBefore = async (
  { runs }: AskServices,
  { input, actor }: StepContext<AskInput>,
): Promise<UnderstandOutput | undefined> => {
  if (input.previousRunId === undefined) return undefined
  const run = await runs.get(input.previousRunId, actor)
  return understandOutputSchema.safeParse(run.steps.find(step => step.step === 'understand')?.output).data
}

const expectedZh: Readonly<Record<ExpectedAnswer, string>> = {
  person: '人',
  place: '地点',
  date: '日期',
  number: '数字',
  quantity: '带单位的量',
  money: '金额',
  percent: '百分比',
  duration: '时长',
  reason: '原因',
  manner: '方式',
  'yes-no': '是或否',
  thing: '事物',
}

const evidenceOf = (output: UnderstandOutput, filled: readonly string[]): readonly Evidence[] => [
  {
    kind: 'question-type',
    text: {
      en: `${wanted[output.type].en}; expects: ${output.expects}`,
      zh: `${wanted[output.type].zh}；期望：${expectedZh[output.expects]}`,
    },
  },
  ...output.codes.map(code => ({ kind: 'code', text: code })),
  ...output.equipment.map(name => ({ kind: 'equipment', text: name })),
  ...filled.map(text => ({ kind: 'from-question-before', text })),
]
