import type { Dataset, Field } from '../model/semantic-model.ts'
import { isTime } from './model-view.ts'

const wordsOf = ({ name, label }: Field): string => `${name} ${label.en} ${label.zh ?? ''}`.toLowerCase()

const begins =
  /start|begin|began|open|report|creat|request|raised|issued|order|hire|depart|admit|admission|check_?in|entry|from_|received|pickup|loan|borrow|开始|开单|下单|报修|创建|打开|上报|入职|发起|受理|接收|借出/
const ends =
  /end|finish|clos|complet|deliver|repair|resolv|terminat|fired|arriv|discharg|check_?out|exit|return|ship|fixed|done|left|结束|完成|完工|关单|关闭|修复|交付|到货|离职|归还|发货/
const planned = /plan|expect|due|target|sched|estimat|predict|promis|计划|预计|期望|应/

/** The columns that keep when the thing that a row stands for began and ended, where exactly one of each does. */
export const beginAndEnd = (dataset: Dataset): { readonly begin: Field; readonly end: Field } | undefined => {
  const times = dataset.fields.filter(
    field => !field.hidden && isTime(field) && !planned.test(wordsOf(field)),
  )
  const ending = times.filter(field => ends.test(wordsOf(field)))
  const beginning = times.filter(field => begins.test(wordsOf(field)) && !ending.includes(field))
  const [begin, otherBegin] = beginning
  const [end, otherEnd] = ending
  return begin && end && !otherBegin && !otherEnd ? { begin, end } : undefined
}

const born =
  /birth|\bdob\b|born|install|commission|manufactur|built|build_?date|construct|purchas|acqui|出生|生日|安装|投产|投用|启用|购置|购入|制造|建成|出厂/
const joined = /hire|joined|join_?date|employ|member_?since|入职|加入|参加工作/

/** When a thing or a person came into being: what ages count from. `isService` counts from when a person joined. */
export const birthOf = (dataset: Dataset, isService = false): Field | undefined =>
  dataset.fields.find(
    field => !field.hidden && isTime(field) && (isService ? joined : born).test(wordsOf(field)),
  )
