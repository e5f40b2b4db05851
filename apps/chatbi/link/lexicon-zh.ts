import type { Aggregate, ComparisonOperator } from '../query/query.ts'
import { entries } from './cue.ts'
import type { Direction, LexiconEntry } from './cue.ts'

const aggregate = (name: Aggregate, phrases: string): readonly LexiconEntry[] =>
  entries({ cue: 'aggregate', aggregate: name }, phrases)
const compare = (operator: ComparisonOperator, phrases: string, hints?: string): readonly LexiconEntry[] =>
  entries({ cue: 'compare', operator, ...(hints ? { hints: hints.split(' ') } : {}) }, phrases)
const extreme = (direction: Direction, phrases: string, hints?: string): readonly LexiconEntry[] =>
  entries({ cue: 'extreme', direction, ...(hints ? { hints: hints.split(' ') } : {}) }, phrases)

/** A total by itself; beside periods the total up to each of them. */
const runningTotal = '累计|累积|累加|滚动累计|累计值|累计量|累计总数'

const aggregates = [
  ...aggregate(
    'sum',
    `总额|总量|总计|合计|总共|一共|总和|总的|总|共计|之和|总数|加起来|加在一起|加一起|${runningTotal}`,
  ),
  ...aggregate('avg', '平均水平|平均|均值|平均值|平均数|均|平均每次|平均一次|每次平均'),
  ...aggregate('median', '中位数|中值'),
  ...aggregate('stddev', '标准差|标准偏差'),
  ...entries(
    { cue: 'count' },
    '多少个|多少条|多少次|多少台|多少种|多少名|多少位|多少人|多少件|几个|几次|几台|几条|几种|几名|几位|数量|个数|次数|条数|台数|数目|频次|总数|多少批|几批|有多少|总次数|总数量|多少家|几家|多少张|几件|计数|多少项|记录数|记录条数|数|几张|几份|几单|多少单|多少份|几卷|几箱|几块|多少块|几项|几起|多少起|几炉|多少炉|多少笔|几笔|多少套|几套|多少只|几只|多少根|几根|几回|多少回|几趟|多少趟|几遍|多少遍|几批次|多少批次',
  ),
  ...entries({ cue: 'distinct' }, '不同|不同的|不重复|去重|唯一|各不相同'),
]

const extremes = [
  ...entries({ cue: 'extreme', direction: 'desc', plain: true }, '最大值|最高值|峰值|最大|最高'),
  ...entries({ cue: 'extreme', direction: 'asc', plain: true }, '最小值|最低值|最小|最低'),
  ...extreme('desc', '最|最多|最大的|最高的|最多的|排名最高|最严重|最好|最差|最严重的'),
  ...extreme('asc', '最省|最省的|最少|最少的|最低的|最小的|排名最低'),
  ...extreme(
    'desc',
    '最长|最久|最耗时|最费时|最耗时间|最费时间',
    'duration length time minute hour 时长 长度 时间',
  ),
  ...extreme('asc', '最短', 'duration length time minute hour 时长 长度 时间'),
  ...extreme(
    'desc',
    '最新|最近|最晚|最近一次|最近一批|最近一回|最后一次|最后一批|上一次|上一回|上一批|上次',
    'date time year 日期 时间',
  ),
  ...extreme('asc', '最早|首次|首批|第一次|第一批|头一次|头一批|头一回|最初', 'date time year 日期 时间'),
  ...extreme('desc', '最贵', 'price cost fee 价格 费用 成本'),
  ...extreme('asc', '最便宜', 'price cost fee 价格 费用 成本'),
  ...extreme('desc', '最重', 'weight 重量'),
  ...extreme('asc', '最轻', 'weight 重量'),
  ...extreme('desc', '最老|年龄最大', 'age 年龄'),
  ...extreme('asc', '最年轻|年龄最小', 'age 年龄'),
  ...extreme('desc', '最快', 'speed 速度'),
  ...extreme('asc', '最慢', 'speed 速度'),
  ...entries(
    { cue: 'common', direction: 'desc' },
    '最主要|最主要的|最突出|最突出的|最常见|最常见的|最频繁|出现最多|最普遍|最常|出现次数最多',
  ),
  ...entries({ cue: 'common', direction: 'asc' }, '最少见|最罕见|出现最少'),
  ...entries({ cue: 'top' }, '前|排名前|头|后|排前|倒数'),
]

const comparisons = [
  ...compare('>', '大于|超过|高于|高出|多于|多出|超出|大过|长于|重于|>|＞|多过|高过|超'),
  ...compare('<', '小于|低于|少于|不到|不足|短于|轻于|<|＜|未达到|不如|不及|比不上|赶不上'),
  ...compare('>=', '大于等于|不低于|不少于|不小于|至少|大于或等于|>=|≥|最少'),
  ...compare('<=', '小于等于|不超过|不高于|不大于|至多|小于或等于|不多于|<=|≤|最多'),
  ...compare('=', '等于|为|是|=|＝'),
  ...compare('!=', '不等于|不为|≠|!='),
  ...compare('>', '晚于|之后', 'date time year 日期 时间'),
  ...compare('<', '早于|之前', 'date time year 日期 时间'),
  ...entries({ cue: 'compare-after', operator: '>=' }, '以上|及以上|或以上|或更多|或更高|起'),
  ...entries({ cue: 'compare-after', operator: '<=' }, '以下|及以下|或以下|以内|或更少|或更低|之内'),
  ...entries({ cue: 'multiple', factor: 2 }, '两倍|双倍'),
  ...entries({ cue: 'multiple', factor: 1.5 }, '一倍半'),
  ...entries({ cue: 'multiple', factor: 0.5 }, '一半'),
  ...entries({ cue: 'between' }, '介于|在|从'),
  ...entries(
    { cue: 'text', match: 'contains' },
    '包含|含有|带有|包括|含|提到|提及|写着|写的是|写有|写明|注明|里写着|里写了',
  ),
  ...entries({ cue: 'text', match: 'starts-with' }, '开头|开始于|开头为|开头是'),
  ...entries({ cue: 'text', match: 'ends-with' }, '结尾'),
  ...entries({ cue: 'null', negated: false }, '为空|是空|缺失|未填|空值|未记录|没有填写|为空的'),
  ...entries({ cue: 'null', negated: true }, '不为空|非空|已填|有记录'),
]

const structure = [
  ...entries(
    { cue: 'not' },
    '不是|除了|除|非|不含|不包括|排除|不属于|并非|除去|不在|不包含|去掉|剔除|以外|之外|别算|不算|不计|不要算|不含有',
  ),
  ...entries(
    { cue: 'without' },
    '没有|无|从未|从来没有|未曾|未|没|不曾|没有任何|没有过|从没|从没有|一次都没有|一次也没有|没发生过|没有发生过|没出过|没出现过',
  ),
  ...entries({ cue: 'and' }, '和|与|及|以及|、|又|并且|且|同时|还有|并'),
  ...entries({ cue: 'or' }, '或|或者|或是'),
  ...entries({ cue: 'both' }, '既|都|同时|共同'),
  ...entries({ cue: 'but' }, '但|但是|但不|却'),
  ...entries({ cue: 'group', each: false }, '按|按照|依照|分|依|根据|按各|按不同|分别按'),
  ...entries(
    { cue: 'group', each: true },
    '各|每|每个|各个|每一个|不同|每条|每台|每种|每位|每名|分别|每类|各类|各种|各条|各台|每一|每家|各家|每批|各批|每张|各位',
  ),
  ...entries({ cue: 'order' }, '排|排一下|排个序|排一排|排序一下|排序|排列|按顺序|从'),
  ...entries(
    { cue: 'direction', direction: 'desc' },
    '从高到低排|从高到低排列|从高到低排序|从高到低排一下|从大到小排|从大到小排列|从大到小排序|从大到小排一下|由高到低排|由高到低排列|由高到低排序|由高到低排一下|由大到小排|由大到小排列|由大到小排序|由大到小排一下|从多到少排|从多到少排列|从多到少排序|从多到少排一下|由多到少排|由多到少排列|由多到少排序|由多到少排一下|从长到短排|从长到短排列|从长到短排序|从长到短排一下|从重到轻|由重到轻|从重到轻排|从贵到便宜|最高的在前|最多的在前|最大的在前|最长的在前|最重的在前|高的在前|多的在前|大的在前|长的在前|重的在前|高的排前面|多的排前面|大的排前面|长的排前面|重的排前面|最多的排前面|最高的排前面|最大的排前面|最长的排前面|最重的排前面|降序|从高到低|从大到小|由高到低|由大到小|从多到少|倒序|由多到少|从长到短|从晚到早|从新到旧',
  ),
  ...entries(
    { cue: 'direction', direction: 'asc' },
    '从低到高排|从低到高排列|从低到高排序|从低到高排一下|从小到大排|从小到大排列|从小到大排序|从小到大排一下|由低到高排|由低到高排列|由低到高排序|由低到高排一下|由小到大排|由小到大排列|由小到大排序|由小到大排一下|从少到多排|从少到多排列|从少到多排序|从少到多排一下|由少到多排|由少到多排列|由少到多排序|由少到多排一下|从短到长排|从短到长排列|从短到长排序|从短到长排一下|从轻到重|由轻到重|从便宜到贵|最低的在前|最少的在前|最小的在前|最短的在前|升序|从低到高|从小到大|由低到高|由小到大|从少到多|正序|由少到多|从短到长|从早到晚|从旧到新',
  ),
  ...entries({ cue: 'relative' }, '其中|满足|条件是|当|而且'),
  ...entries({ cue: 'preposition' }, '在|于|里|中|上|内|由于|因为|由|来自|对于|对|关于|从|属于|因|所|下'),
  ...entries({ cue: 'of' }, '的|之'),
  ...entries({ cue: 'have' }, '有|具有|拥有|发生|出现|存在|产生'),
  ...entries({ cue: 'be' }, '是|为|属于'),
]

const asking = [
  ...entries(
    { cue: 'ask' },
    '显示|列出|列|列一下|查询|查找|给出|展示|告诉我|查看|看看|请|帮我|找出|列举|返回|统计|计算|求|画|我想知道|我要|看一下|查一下|给我|想看|算一下|列一下|请问|生成|绘制|说明|查',
  ),
  ...entries(
    { cue: 'which' },
    '哪个|哪条|哪台|哪些|哪种|哪一个|哪家|哪位|哪一|哪|哪类|哪几个|哪个班|哪批|哪一条|哪一台|哪几条|哪几台|哪名|什么样的|哪几张|哪几批|哪几家|哪几单|哪几份|哪几次|哪几项|哪几种|哪几位|哪张|哪份|哪单|哪次|哪项|哪几类|哪些类|哪些种类|哪些类型|哪些类别',
  ),
  ...entries(
    { cue: 'what' },
    '什么|多少|是多少|怎么样|咋样|怎样了|啥|啥样|如何|怎样|情况|多长|多大|多久|有哪些|是什么|多高|为多少',
  ),
  ...entries({ cue: 'duration' }, '多久|多长时间|多少时间|多长|多少小时|几小时|几个小时|多少分钟|几分钟'),
  ...entries(
    { cue: 'money' },
    '多少钱|花了多少钱|花多少钱|花了多少|花费多少|花费了多少|花费多少钱|花了几块钱|花掉多少|用了多少钱',
  ),
  ...entries(
    { cue: 'amount', hints: ['weight', 'mass', '重量'] },
    '多重|有多重|多沉|共多重|总共多重|一共多重|总重|总重多少|总重是多少|总共重多少|重多少',
  ),
  ...entries({ cue: 'ranking' }, '排名|排行|排行榜|排名情况|帕累托|柏拉图'),
  ...entries(
    { cue: 'unfinished' },
    '在做|正在做|还在做|在干|没做完|还没做完|没做完的|未完成|没有完成|没完成|还没完成|尚未完成|进行中|未结束|未结案|还没关闭|未关闭|没有关闭|没关闭|尚未关闭',
  ),
  ...entries({ cue: 'weekend', isWeekend: true }, '双休日|非工作日'),
  ...entries({ cue: 'weekend', isWeekend: false }, '工作日'),
  ...entries({ cue: 'who' }, '谁|何人'),
  ...entries({ cue: 'why' }, '为什么|为何|为啥|怎么会'),
  ...entries({ cue: 'when' }, '什么时候|何时|几号|啥时候|啥时|几时|哪会儿|什么时间|什么时刻'),
  ...entries({ cue: 'where' }, '哪里|何处|在哪|哪儿'),
  ...entries({ cue: 'yes-no' }, '是否|有没有|是不是|有无|吗'),
  ...entries({ cue: 'all' }, '所有|全部|全|整个|一切|任何|总体'),
  ...entries({ cue: 'details' }, '详情|明细|详细信息|全部信息|记录|信息|清单|列表|详细'),
  ...entries(
    { cue: 'share' },
    '百分之几|百分之多少|几个百分点|占比|比例|百分比|份额|占|比重|占多少|所占比例|所占',
  ),
  ...entries({ cue: 'rate' }, '率|比率'),
  ...entries({ cue: 'ratio' }, '比值|之比|比率|比例|比|百分之几|百分之多少|百分比|比重|占比'),
  ...entries(
    { cue: 'difference' },
    '差|差异|差值|相差|差距|之差|差多少|相差多少|多多少|少多少|高多少|低多少|多出多少|高出多少|少了多少|多了多少',
  ),
  ...entries({ cue: 'relation' }, '关系|相关性|相关|关联|关联性|影响'),
  ...entries({ cue: 'versus' }, '对比|相比|比较|比'),
  ...entries({ cue: 'trend' }, '趋势|走势|变化|随时间|变化趋势|变化情况|走向'),
  ...entries(
    { cue: 'change', way: 'up' },
    '增加|增长|增多|增量|上升|升高|上涨|涨|涨了|增加得|增长得|涨得|升得|多了|高了|增加了|增长了|上升了|提高了',
  ),
  ...entries(
    { cue: 'change', way: 'down' },
    '减少|下降|下滑|回落|降低|下跌|跌|降|掉|掉得|降得|跌得|减少得|下降得|少了|低了|减少了|下降了|降低了',
  ),
  ...entries({ cue: 'change', way: 'either' }, '变动|变化了|变了|增减|变化量|变化值|增减量'),
  ...entries(
    { cue: 'change', way: 'up', percent: true },
    '增长率|增幅|增速|涨幅|增长幅度|增长比例|增长百分比|增长速度|上升幅度',
  ),
  ...entries({ cue: 'change', way: 'down', percent: true }, '降幅|跌幅|下降率|下降幅度|降低率'),
  ...entries({ cue: 'change', way: 'either', percent: true }, '变化率|变动率|变化幅度|变化百分比|增减率'),
  ...entries(
    { cue: 'age' },
    '年龄|机龄|设备年龄|使用年限|使用年数|役龄|车龄|已使用|用了几年|用了几年了|用了多少年|用了多少年了|使用了几年|使用了多少年',
  ),
  ...entries({ cue: 'age', isService: true }, '工龄|司龄'),
  ...entries({ cue: 'running' }, runningTotal),
  ...entries({ cue: 'only' }, '只|仅|只看|只要|仅看|仅限|只有|只显示|限于'),
  ...entries({ cue: 'same' }, '相同|同样|一样'),
  ...entries({ cue: 'write' }, '删除|修改|更新|插入|清空|删掉|改成|新增|添加|写入|移除|丢弃'),
  ...entries({ cue: 'comma' }, '，|,|；|;|：|:'),
  ...entries({ cue: 'sentence-end' }, '？|?|。|！|!|.'),
]

/** Chinese function phrases, matched on characters. */
export const chineseLexicon: readonly LexiconEntry[] = [
  ...aggregates,
  ...extremes,
  ...comparisons,
  ...structure,
  ...asking,
]

/** Chinese words that carry no meaning of their own and are never reported as unused. */
export const chineseStopWords: ReadonlySet<string> = new Set(
  `的 了 呢 吗 吧 啊 呀 么 在 是 有 和 与 跟 或 及 就 都 也 还 又 而 于 之 把 被 给 让 向 到 从 对 为 以 因 由 将 里 中 上 下 内 间 个 条 台 次 件 位 名 种 类 家 批 张
  这 那 这些 那些 它 他 她 它们 我 我们 你 你们 我们的 一下 一个 一些 请 请问 帮 帮忙 帮我 看 看看 想 要 想要 知道 告诉 可以 能 能否 会 应该 需要 目前 现在 当前 情况 分别 具体 时 时候 期间 里面 其 其中 该 各自 进行 数据 得 着 过 等 等等 时间 来 来了 方面 导致 造成 总共 一共 发生 出现 产生 比较 所 些 样 做 作 本 全 厂 全厂 开 儿 工厂 整个 主要 水平 呀 哦 嗯 您 麻烦 号 不 没 只 仅 按 照 用 花 耗 多 少 大 小 高 低 第 年 月 日 天 周`
    .split(/\s+/)
    .filter(word => word !== ''),
)
