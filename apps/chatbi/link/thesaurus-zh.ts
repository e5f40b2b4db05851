import type { SemanticModel } from '../model/semantic-model.ts'
import type { Atom, Link } from './link.ts'
import { nameIndexOf } from './name-index.ts'
import type { NameForm } from './name-index.ts'

/** What people say, and the words that names of tables and columns use for it. */
const groups: readonly (readonly [said: string, named: string])[] = [
  ['停了', '停机'],
  ['停过', '停机'],
  ['停得', '停机'],
  ['停掉', '停机'],
  ['停线', '停机'],
  ['停产', '停机'],
  ['宕机', '停机'],
  ['停工', '停机'],
  ['坏了', '故障'],
  ['用电', '能耗'],
  ['耗电', '能耗'],
  ['电耗', '能耗'],
  ['花费', '费用'],
  ['花了', '费用'],
  ['成本', '费用'],
  ['报废', '废品'],
  ['次品', '废品'],
  ['不良品', '废品'],
  ['机器', '设备'],
  ['机台', '设备'],
  ['机床', '设备'],
  ['机子', '设备'],
  ['生产线', '产线'],
  ['线体', '产线'],
  ['产出', '产量'],
  ['生产了', '产量'],
  ['做了', '产量'],
  ['产了', '产量'],
  ['加工了', '产量'],
  ['生产出', '产量'],
  ['持续时间', '时长'],
  ['持续', '时长'],
  ['保养', '维修'],
  ['检修', '维修'],
  ['厂商', '供应商'],
  ['供货商', '供应商'],
  ['检测', '检验'],
  ['测量', '检验'],
  ['员工', '人员'],
  ['单价', '价格'],
  ['售价', '价格'],
  ['姓名', '名称'],
  ['名字', '名称'],
  ['工资', '薪资'],
  ['薪水', '工资'],
  ['部门', '科室'],
  ['销量', '销售量'],
  ['销售额', '金额'],
  ['到货', '收货'],
  ['进货', '到货'],
  ['来货', '到货'],
  ['来料', '到货'],
  ['送货', '到货'],
  ['送过货', '到货'],
  ['送了货', '到货'],
  ['交货', '到货'],
  ['交过货', '到货'],
  ['供货', '到货'],
  ['供过货', '到货'],
  ['发过货', '到货'],
  ['来过货', '到货'],
  ['到过货', '到货'],
  ['测了', '检验'],
  ['测过', '检验'],
  ['检了', '检验'],
  ['检过', '检验'],
  ['抽检', '检验'],
  ['做了什么', '描述'],
  ['干了什么', '描述'],
  ['做了啥', '描述'],
  ['修了什么', '描述'],
  ['修了啥', '描述'],
  ['内容', '描述'],
  ['修了', '维修'],
  ['修过', '维修'],
  ['钟头', '小时'],
  ['厂家', '供应商'],
  ['供方', '供应商'],
]

/** What is asked of how much was made or spoilt, with what names of measures use for it. */
const asked: readonly (readonly [asked: RegExp, named: string])[] = [
  [
    /(?:出|干|做|产|打|造|加工|生产)(?:出来|出|得|了|过)*(?:多少|几)(?:件|个件|个产品|只|片)(?!废|次|不良|报废)/gu,
    '产量',
  ],
  [/(?:废|报废|坏|糟蹋)(?:掉|了|过)+(?:多少|几)(?:件|个件|只|片)/gu, '废品'],
]

/** 干出来多少件: the whole phrase names what was made. */
const linkAsked = (question: string, atoms: readonly Atom[], model: SemanticModel): readonly Link[] =>
  asked.flatMap(([pattern, named]) =>
    [...question.matchAll(pattern)].flatMap(found => {
      const from = atoms.findIndex(atom => atom.from === found.index)
      const to = atoms.findIndex(atom => atom.to === found.index + found[0].length) + 1
      if (from < 0 || to <= from) return []
      return formsNamed(model, named).map(form => ({
        from,
        to,
        text: found[0],
        target: form.target,
        score: form.score * 0.95,
        reason: 'thesaurus',
      }))
    }),
  )

const formsNamed = (model: SemanticModel, named: string): readonly NameForm[] =>
  (nameIndexOf(model).byKey.get(named.slice(0, 1)) ?? []).filter(form => form.keys.join('') === named)

/** Links of Chinese words to names that say the same in other words. */
export const linkChineseSynonyms = (
  question: string,
  atoms: readonly Atom[],
  model: SemanticModel,
): readonly Link[] => {
  const words = groups.flatMap(([said, named]): readonly Link[] => {
    const at = question.indexOf(said)
    const from = at < 0 ? -1 : atoms.findIndex(atom => atom.from === at)
    // 做了几单: the classifier says of what
    const isOther =
      named === '产量' && /^(?:几|多少)[次回张单份笔项批趟种]/u.test(question.slice(at + said.length))
    if (from < 0 || isOther) return []
    const to = from + atoms.slice(from).findIndex(atom => atom.to >= at + said.length) + 1
    return formsNamed(model, named).map(form => ({
      from,
      to,
      text: said,
      target: form.target,
      score: form.score * 0.86,
      reason: 'thesaurus',
    }))
  })
  return [...words, ...linkAsked(question, atoms, model)]
}
