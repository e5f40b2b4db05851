import type { Localized } from '@millwright/spec'
import type { Forecast } from './golden.ts'

/** A golden question with the rank of its place, from 1: as it is, and as it would be. */
export interface RankChange {
  readonly question: string
  readonly was: number
  readonly is: number
}

/** What is about to be changed. */
export type Changed = 'dictionary' | 'ranking' | 'model'

const listed = 3

const subjects: Readonly<Record<Changed, Localized>> = {
  dictionary: { en: 'this dictionary', zh: '该词典' },
  ranking: { en: 'these weights', zh: '这些权重' },
  model: { en: 'this embedding model', zh: '该向量模型' },
}

const warningOf = (changed: Changed, worse: readonly string[]): Localized => {
  const named = worse.slice(0, listed)
  const subject = subjects[changed]
  return {
    en: `With ${subject.en}, ${worse.length} golden question${worse.length === 1 ? '' : 's'} would find the right place later: ${named.map(question => `“${question}”`).join(', ')}.`,
    zh: `使用${subject.zh}后，${worse.length} 个标准问题的正确位置排名会下降：${named.map(question => `“${question}”`).join('、')}。`,
  }
}

/** Questions whose place would rank lower, and how many would have it first, before and after. */
export const toForecast = (changed: Changed, ranks: readonly RankChange[]): Forecast => {
  const worse = ranks.filter(({ was, is }) => is > was).map(({ question }) => question)
  return {
    total: ranks.length,
    firstBefore: ranks.filter(({ was }) => was === 1).length,
    firstAfter: ranks.filter(({ is }) => is === 1).length,
    worse,
    ...(worse.length === 0 ? {} : { warning: warningOf(changed, worse) }),
  }
}
