/** Words that say nothing about what is asked. Stems as `stemOf` gives them are compared, so both forms are listed. */
const english = new Set(
  (
    'a an the this that these those some any each every no all both either neither another other others such same own ' +
    'i me my we us our you your he him his she her it its they them their one ones itself themselves himself ' +
    'be is are was were been being am do does did done doing have has had having can could may might must shall should will would ' +
    'and or but nor so yet if then than as at by for from in into of off on onto out over to up with within without about above across ' +
    'after against along among around before behind below beneath beside between beyond down during except inside near outside ' +
    'since through throughout toward towards under until upon via per while when where who whom whose what which why how whether ' +
    "there here also too very just only even still already again ever never not n't more most less least much many few lot " +
    'because therefore however although though s t d ll ve re m get got us'
  ).split(' '),
)
/** Words that name what is asked for in general: they seldom stand in the answer. */
const generic = new Set(
  (
    'type types kind kinds sort name names named called call known term word describe described example way ways thing things ' +
    'many much long often usually typically happen happened give given use used mean means say said state stated tell ' +
    'number amount please explain'
  ).split(' '),
)
const chinese = new Set(
  (
    '的 了 在 是 和 与 及 或 而 也 都 就 还 又 被 把 将 对 从 到 由 于 以 为 向 给 让 使 跟 同 因 因为 所以 但 但是 如果 虽然 ' +
    '这 那 这个 那个 这些 那些 其 它 他 她 它们 他们 我 你 我们 你们 自己 该 此 之 者 所 并 且 则 即 若 ' +
    '什么 怎么 怎样 如何 为什么 为何 谁 哪 哪个 哪些 哪里 哪儿 哪位 哪种 哪一个 何 何时 何处 几 几个 多少 多久 多 大 ' +
    '吗 呢 吧 啊 呀 么 个 位 名 种 次 些 有 没有 没 不 会 能 可以 可 应 应该 要 需要 请 请问 请教 上 中 下 里 内 外 时 时候 ' +
    '是否 能否 可否 已 已经 曾 曾经 正在 过 着 地 得 等 等等 至 当 用 来 去 做 成 称 叫 称为 叫做 被称为 名为 是什么 指'
  ).split(' '),
)
const genericChinese = new Set(
  '哪年 什么样 名字 名称 名叫 属于 主要 一般 通常 具体 分别 情况 方式 方面 东西 地方 时间 年 月 日 人 数量 怎么办 一个 哪一年 种类 类型 进行 使用 第'.split(
    ' ',
  ),
)

export const isStopWord = (text: string): boolean => english.has(text) || chinese.has(text)
export const isGenericWord = (text: string): boolean => generic.has(text) || genericChinese.has(text)
