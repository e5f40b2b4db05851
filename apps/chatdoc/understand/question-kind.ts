import type { Language } from '@millwright/spec'
import { calculationOf } from './calculation.ts'
import { revisionsOf } from './revisions.ts'
import type { ExpectedAnswer, UnderstandOutput } from '../step-outputs.ts'

type QuestionType = UnderstandOutput['type']

/** Cue words in order: the first pattern that fits decides. `why` is what a person reads. */
interface Cue<Kind> {
  readonly kind: Kind
  readonly pattern: RegExp
}

const measures =
  'torque|pressure|temperature|voltage|current|speed|velocity|acceleration|frequency|power|flow|range|default|' +
  'max(?:imum)?|min(?:imum)?|tolerance|clearance|gap|thickness|diameter|length|width|height|weight|capacity|interval|' +
  'rating|setting|resistance|distance|baud ?rate|limit|dimension|viscosity|hardness|resolution'
const measuresZh =
  '扭矩|力矩|压力|温度|电压|电流|转速|速度|加速度|频率|功率|流量|范围|默认|缺省|最大|最小|最高|最低|公差|间隙|厚度|直径|长度|宽度|' +
  '高度|重量|容量|间隔|周期|额定|设定|电阻|距离|波特率|上限|下限|尺寸|粘度|硬度|分辨率'

const expectCuesEn: readonly Cue<ExpectedAnswer>[] = [
  {
    kind: 'percent',
    pattern: /\b(?:what|which|how) (?:\w+ )?(?:percent(?:age)?|proportion|share|fraction)\b/,
  },
  {
    kind: 'money',
    pattern:
      /\bhow much (?:money|did .* (?:cost|pay|earn|spend)|does .* cost|is .* worth)|\b(?:price|cost|salary|budget) (?:of|for)\b|\bhow many (?:dollars|euros|pounds)\b/,
  },
  {
    kind: 'date',
    pattern:
      /\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|date|day|month|century|decade|season|time)s?\b|\bsince what\b/,
  },
  {
    kind: 'duration',
    pattern: /\bhow (?:long|often|old)\b|\bhow many (?:years|days|months|weeks|hours|minutes|seconds)\b/,
  },
  {
    kind: 'quantity',
    pattern: /\bhow (?:much|far|tall|high|fast|heavy|deep|big|large|wide|hot|cold|thick|strong|hard|tight)\b/,
  },
  {
    kind: 'number',
    pattern:
      /\bhow many\b|\bwhat (?:is|was|are|were) the (?:\w+ )?(?:number|population|count|amount|total)\b|\bwhat number\b/,
  },
  {
    kind: 'quantity',
    pattern: new RegExp(`^what(?:'s| is| are| was)? (?:the |its )?(?:[\\w-]+ ){0,3}(?:${measures})\\b`),
  },
  {
    kind: 'person',
    pattern:
      /\b(?:who|whom|whose)\b|\b(?:what|which) (?:\w+ )?(?:person|people|man|woman|player|actor|actress|president|king|queen|author|scientist|leader|coach|general|artist|singer|director)\b/,
  },
  {
    kind: 'place',
    pattern:
      /\bwhere\b|\b(?:what|which) (?:\w+ )?(?:city|cities|country|countries|state|states|place|town|region|river|continent|location|stadium|island|county|province)\b/,
  },
  {
    kind: 'reason',
    pattern:
      /\bwhy\b|\bwhat (?:is|was|are|were) the (?:\w+ )?(?:reason|cause|purpose)s?\b|\bwhat (?:caused|causes|led)\b|\bfor what reason\b/,
  },
  { kind: 'manner', pattern: /\bhow\b/ },
]

const expectCuesZh: readonly Cue<ExpectedAnswer>[] = [
  { kind: 'percent', pattern: /百分之(?:几|多少)|百分比|占比|比例|比率/ },
  { kind: 'money', pattern: /多少(?:钱|美元|元|英镑|欧元)|价格|费用|成本是|造价/ },
  {
    kind: 'duration',
    pattern: /多久|多长时间|几年|多少(?:年|天|小时|分钟|秒|个月)|多大年[龄纪]|几岁|多大[了？?]/,
  },
  {
    kind: 'date',
    pattern:
      /什么时候|何时|哪一?[年天日月]|哪个(?:世纪|年代|月|月份|日期|时期)|几[月日号点]|什么时间|时间是|日期|年份|哪年/,
  },
  { kind: 'quantity', pattern: /多[高长大远重深快宽厚热]/ },
  {
    kind: 'quantity',
    pattern: new RegExp(`(?:${measuresZh})[^，。]{0,12}(?:是?多少|为多少|多大|是什么|几)`),
  },
  { kind: 'number', pattern: /多少|几[个名种位次家座所条本部篇项支届场人类级只]|第几|数量|人口/ },
  { kind: 'person', pattern: /谁|哪[一]?(?:位|名)|何人|什么人|哪个人/ },
  {
    kind: 'place',
    pattern:
      /哪里|哪儿|何处|何地|什么地方|哪[一个]?(?:城市|国家|国|省|市|县|地区|州|岛|洲|地方)|位于|什么(?:国家|城市|地区)/,
  },
  { kind: 'reason', pattern: /(?<![称述名认作成释叫])为什么|为何|原因|什么导致|导致.*什么|怎么会|缘由|何以/ },
  { kind: 'manner', pattern: /如何|怎么|怎样|何种方式|什么方式/ },
]

const yesNoEn =
  /^(?:(?:so|and|but|then),? )?(?:is|are|was|were|does|do|did|can|could|may|might|should|must|has|have|had|will|would|am)(?:n't)? (?!.*\b(?:or)\b.*\?)/
const yesNoZh =
  /吗[？?。]?$|是否|能否|可否|能不能|是不是|有没有|可不可以|会不会|要不要|需不需要|可以.*么[？?]?$/

const typeCuesEn: readonly Cue<QuestionType>[] = [
  {
    kind: 'where',
    pattern:
      /\bwhere (?:is|are|can|does|do|did).* (?:said|described|documented|mentioned|written|explained|specified|stated|read about)|\b(?:which|what) (?:manual|document|section|chapter|page|file)s? (?:say|describe|explain|cover|mention|document|contain)/,
  },
  {
    kind: 'comparison',
    pattern:
      /\bcompare[ds]?\b|\bcomparison\b|\bdifferences? between\b|\b(?:vs\.?|versus)\s|\bdiffers?\b|\bchanged (?:between|from|in revision)\b|\bwhat changed\b/,
  },
  { kind: 'yes-no', pattern: yesNoEn },
  {
    kind: 'procedure',
    pattern:
      /\bhow (?:do|can|should|could|must|would) (?:i|we|you|one|the operator)\b|\bhow to\b|\b(?:steps|procedure|instructions)\b|\bwhat (?:do|should|must|can) (?:i|we) (?:have to )?do\b|\bwhat to do\b|\bwalk me through\b/,
  },
  {
    kind: 'definition',
    pattern:
      /\bwhat does .+ (?:mean|stand for|do)\b|\bdefin(?:e|ition)\b|\bmeaning of\b|^what(?:'s| is) (?:an? |the )?(?:[\w/+-]+ ?){1,3}\??$|^what are (?!the )(?:[\w/+-]+ ?){1,3}\??$/,
  },
  {
    kind: 'list',
    pattern:
      /^(?:list|name|enumerate)\b|\bwhich .* are (?:there|available|supported|possible)\b|^what (?:are|were) (?:the|all|some)\b|\bwhat (?:types|kinds|options|modes|parts|tools|modes)\b/,
  },
  {
    kind: 'procedure',
    pattern:
      /^how (?:is|are) .* (?:installed|replaced|calibrated|configured|adjusted|removed|set up|cleaned|performed)\b/,
  },
]

const typeCuesZh: readonly Cue<QuestionType>[] = [
  {
    kind: 'where',
    pattern:
      /哪(?:本|份|个|一)(?:手册|文档|文件|说明书|章|节|页|处)|在哪(?:里|儿)?.{0,6}(?:提到|写|说明|说|描述|规定|介绍)|哪里.{0,4}(?:提到|写|说明|说|描述|规定|介绍)/,
  },
  {
    kind: 'comparison',
    pattern: /区别|有何不同|有什么不同|不同之处|对比|相比|差异|差别|比较一下|与.*相比|哪些变化/,
  },
  { kind: 'yes-no', pattern: yesNoZh },
  {
    kind: 'procedure',
    pattern:
      /怎么(?:办|做|处理|安装|更换|校准|设置|配置|调整|拆|换|清洁|操作|启用|计算|测|用|使用|排除|解决)|(?:如何|怎样|怎么)(?!被|受)[^，。]{0,30}$|步骤|流程|操作方法|怎么.*[？?]?$/,
  },
  {
    kind: 'definition',
    pattern:
      /^什么(?:是|叫)|^[^的哪]{1,14}是什么(?:东西)?[？?]?$|指(?:的是)?什么|是什么意思|定义|含义|什么意思|代表什么/,
  },
  { kind: 'list', pattern: /哪些|哪几|列出|列举|分别是|有什么[^么]{0,8}(?:种类|类型|选项|方式)|几种/ },
]

const isFault = (question: string): boolean =>
  /\b(?:alarm|error|fault|warning|trouble|code|message)s?\b|报警|故障|错误|代码|告警|报错/i.test(question)
const asksMeaning = (question: string): boolean =>
  /\bmeans?\b|\bwhat (?:is|do|does|to|causes?)\b|\bcauses?\b|\bfix\b|\bremedy\b|\b(?:treat|handle|solve|resolve)\b|\bclear\b|\breset\b|怎么|如何|什么|原因|处理|排除|含义|解决/i.test(
    question,
  )
/** A letter or two with digits: what a controller shows on its panel. */
const isFaultCode = (code: string): boolean => /^[A-Za-z]{1,4}[- ]?\d{1,5}(?:[.-]\d{1,3})?$/.test(code)

const firstOf = <Kind>(cues: readonly Cue<Kind>[], text: string): Kind | undefined =>
  cues.find(cue => cue.pattern.test(text))?.kind

/** "The difference between X and Y" may be told in words: what has numbers is computed, else compared. */
const isCalculation = (
  question: string,
  { language, cued }: { readonly language: Language; readonly cued: QuestionType | undefined },
): boolean => {
  if (cued === 'where' || cued === 'yes-no' || cued === 'procedure') return false
  const asked = calculationOf(question, language)
  return (
    asked !== undefined &&
    !(cued === 'comparison' && asked.operation === 'difference' && asked.items.length > 1)
  )
}

/** What kind of words the question wants, and in which form it is best answered. */
export const kindOfQuestion = (
  question: string,
  { language, codes }: { readonly language: Language; readonly codes: readonly string[] },
): { readonly type: QuestionType; readonly expects: ExpectedAnswer } => {
  const text = question.trim().toLowerCase()
  const isChinese = language === 'zh'
  const cued = revisionsOf(question) ? 'comparison' : firstOf(isChinese ? typeCuesZh : typeCuesEn, text)
  const expects =
    cued === 'yes-no' ? 'yes-no' : (firstOf(isChinese ? expectCuesZh : expectCuesEn, text) ?? 'thing')
  if (codes.some(isFaultCode) && (isFault(text) || cued === 'procedure') && asksMeaning(text))
    return { type: 'code', expects }
  if (isCalculation(question, { language, cued })) return { type: 'calculation', expects }
  if (cued !== undefined && !(cued === 'definition' && expects === 'quantity')) return { type: cued, expects }
  const isMeasured = new RegExp(isChinese ? measuresZh : `\\b(?:${measures})\\b`).test(text)
  const isParameter = ['quantity', 'number', 'duration', 'percent', 'thing'].includes(expects) && isMeasured
  return { type: isParameter ? 'parameter' : 'fact', expects }
}
