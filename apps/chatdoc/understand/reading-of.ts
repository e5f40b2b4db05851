import type { Localized } from '@millwright/spec'
import type { UnderstandOutput } from '../step-outputs.ts'

/** What a question of each type asks for. */
export const wanted: Readonly<
  Record<UnderstandOutput['type'], { readonly en: string; readonly zh: string }>
> = {
  procedure: { en: 'a procedure', zh: '操作步骤' },
  code: { en: 'what a code means and what to do', zh: '代码的含义和处理方法' },
  parameter: { en: 'a value with its unit', zh: '数值及其单位' },
  definition: { en: 'what something is', zh: '定义' },
  'yes-no': { en: 'yes or no, with the sentence that says so', zh: '是或否及其依据' },
  list: { en: 'a list', zh: '列表' },
  comparison: { en: 'a comparison', zh: '比较' },
  calculation: { en: 'a figure calculated from others', zh: '由数值计算的结果' },
  where: { en: 'the place where it is said', zh: '出处' },
  fact: { en: 'a fact', zh: '事实' },
}

/** What was understood as one sentence. */
export const readingOf = (facts: Omit<UnderstandOutput, 'reading'>): Localized => {
  const kind = wanted[facts.type]
  const about = [...facts.equipment, ...facts.codes]
  return {
    en: `Asks for ${kind.en}${about.length > 0 ? ` about ${about.join(', ')}` : ''}: “${facts.question}”`,
    zh: `询问${kind.zh}${about.length > 0 ? `（${about.join('、')}）` : ''}：“${facts.question}”`,
  }
}
