import type { Evidence, Localized } from '@millwright/spec'
import { isContent } from './node.ts'
import type { Node } from './node.ts'

/** Why words were taken for what they stand for, in Chinese: reasons of links, and how a value was found. */
const reasonsZh: ReadonlyMap<string, string> = new Map(
  Object.entries({
    name: '名称',
    synonym: '同义词',
    'part of a name': '名称的一部分',
    'name with its table': '表名加列名',
    'shared noun': '共用的名词',
    thesaurus: '近义词',
    translation: '词典翻译',
    opposite: '反义',
    'same root': '同一词根',
    spelling: '近似拼写',
    pinyin: '读音相同',
    chosen: '您的选择',
    'shift of the calendar': '班次日历',
    time: '时间',
    number: '数字',
    lexicon: '词表',
    grammar: '语法',
    quoted: '引号内文字',
    'proper noun': '专有名词',
    'value (exact)': '数据中的值',
    'value (synonym)': '值的同义词',
    'value (prefix)': '值的开头',
    'value (token)': '值中的词',
    'value (trigram)': '近似拼写的值',
    'value (pinyin)': '读音相同的值',
  }),
)

/** Why the words were taken as they were. */
export const reasonsOf = (nodes: readonly Node[]): readonly Evidence[] =>
  nodes
    .filter(node => isContent(node) && node.type !== 'word')
    .map(node => {
      const meaning = meaningOf(node)
      return {
        kind: node.type,
        text: {
          en: `“${node.text}” → ${meaning.en} (${node.reason})`,
          zh: `“${node.text}” → ${meaning.zh ?? meaning.en}（${reasonsZh.get(node.reason) ?? node.reason}）`,
        },
        score: Math.round(node.score * 100) / 100,
      }
    })

const meaningOf = (node: Node): Localized => {
  switch (node.type) {
    case 'metric':
      return node.metric.label
    case 'field':
      return { en: `${node.ref.dataset}.${node.ref.field}` }
    case 'dataset':
      return node.dataset.label
    case 'value':
      return { en: `${node.ref.dataset}.${node.ref.field} = ${String(node.value)}` }
    case 'time':
      return {
        en: node.expression.range
          ? `${node.expression.range.from ?? '…'} – ${node.expression.range.to ?? '…'}`
          : node.text,
      }
    case 'number':
      return { en: String(node.value) }
    default:
      return { en: node.text }
  }
}
