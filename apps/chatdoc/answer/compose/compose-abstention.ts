import type { AnswerOutput } from '../../step-outputs.ts'
import type { AnswerInput } from './answer-input.ts'
import { placesOf } from './compose-where.ts'

/** No answer: what was searched, and the places that came closest. Nothing is claimed. */
export const composeAbstention = (input: AnswerInput): Pick<AnswerOutput, 'form' | 'lead' | 'parts'> => {
  const { retrieved, understood } = input
  const count = retrieved.documentCount
  const terms = retrieved.terms.slice(0, 8).join(', ')
  const parts = placesOf(input, 3)
  const closest = parts.length > 0
  return {
    form: 'abstention',
    lead: {
      en: `No answer was found to “${understood.question}” in the ${count} document${count === 1 ? '' : 's'} that you may read${terms === '' ? '' : ` (searched: ${terms})`}.${closest ? ' The closest places are:' : ''}`,
      zh: `在您可阅读的 ${count} 份文档中没有找到“${understood.question}”的答案${terms === '' ? '' : `（检索词：${terms.replaceAll(', ', '、')}）`}。${closest ? '最接近的位置：' : ''}`,
    },
    parts: [...parts],
  }
}
