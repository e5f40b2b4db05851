import type { Dataset, Field } from '../../model/semantic-model.ts'
import { isTime } from '../model-view.ts'

const wordsOf = ({ name, label }: Field): readonly string[] =>
  `${name} ${label.en}`
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(word => word !== '')

/** Whether some word of the column's names begins so, or its Chinese name has it. */
const isCalled = (field: Field, english: RegExp, chinese: RegExp): boolean =>
  wordsOf(field).some(word => english.test(word)) || chinese.test(field.label.zh ?? '')

const begins =
  /^(start|begin|began|open|report|creat|request|raise|issue|order|hire|depart|admit|admission|checkin|entry|receiv|pickup|loan|borrow)/
const beginsInChinese = /开始|开单|下单|报修|创建|打开|上报|入职|发起|受理|接收|借出/
const ends =
  /^(end|ends|ended|ending|finish\w*|clos\w+|complet\w+|deliver\w*|repair\w*|resol\w+|terminat\w+|fired|arriv\w+|discharg\w+|checkout|exit|return\w*|ship\w*|fixed|done|left)$/
const endsInChinese = /结束|完成|完工|关单|关闭|修复|交付|到货|离职|归还|发货/
const planned = /^(plan|expect|due|target|sched|estimat|predict|promis)/
const plannedInChinese = /计划|预计|期望|应/

/** The columns that keep when the thing that a row stands for began and ended, where exactly one of each does. */
export const beginAndEnd = (dataset: Dataset): { readonly begin: Field; readonly end: Field } | undefined => {
  const times = dataset.fields.filter(
    field => !field.hidden && isTime(field) && !isCalled(field, planned, plannedInChinese),
  )
  const ending = times.filter(field => isCalled(field, ends, endsInChinese))
  const beginning = times.filter(field => isCalled(field, begins, beginsInChinese) && !ending.includes(field))
  const [begin, otherBegin] = beginning
  const [end, otherEnd] = ending
  return begin && end && !otherBegin && !otherEnd ? { begin, end } : undefined
}

/** Whether it keeps what was planned, not what was. */
export const isOfPlan = (field: Field): boolean => isCalled(field, planned, plannedInChinese)

/** "orders that started in October": the column of those rows that keeps what the verb says; undefined where none does. */
export const timeOfVerb = (dataset: Dataset, verb: string): Field | undefined => {
  const known = beginAndEnd(dataset)
  const words = verb.toLowerCase().split(/[^a-z]+/)
  if (!known) return undefined
  if (words.some(word => ends.test(word)) || endsInChinese.test(verb)) return known.end
  return words.some(word => begins.test(word)) || beginsInChinese.test(verb) || /开工/.test(verb)
    ? known.begin
    : undefined
}

/** The columns that keep when one end of the work was planned and when it was. */
export interface PlannedAndActual {
  readonly of: 'begin' | 'end'
  readonly planned: Field
  readonly actual: Field
}

/** "planned start" and "actual start", "due date" and "delivered on": what was planned beside what became of it. */
export const plannedAndActual = (dataset: Dataset): readonly PlannedAndActual[] => {
  const known = beginAndEnd(dataset)
  if (!known) return []
  return dataset.fields
    .filter(field => !field.hidden && isTime(field) && isCalled(field, planned, plannedInChinese))
    .map(field =>
      isCalled(field, begins, beginsInChinese)
        ? { of: 'begin', planned: field, actual: known.begin }
        : { of: 'end', planned: field, actual: known.end },
    )
}

const born =
  /^(birth\w*|dob|born|install\w*|commission\w*|manufactur\w*|built|construct\w*|purchas\w*|acqui\w+)$/
const bornInChinese = /出生|生日|安装|投产|投用|启用|购置|购入|制造|建成|出厂/
const joined = /^(hire|hired|hiring|joined|join|employ\w*)$/
const joinedInChinese = /入职|加入|参加工作/

/** When a thing or a person came into being: what ages count from. `isService` counts from when a person joined. */
export const birthOf = (dataset: Dataset, isService = false): Field | undefined =>
  dataset.fields.find(
    field =>
      !field.hidden &&
      isTime(field) &&
      (isService ? isCalled(field, joined, joinedInChinese) : isCalled(field, born, bornInChinese)),
  )
