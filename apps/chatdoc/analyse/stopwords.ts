/** Words that a question is made of, whatever it is about. Stemmed like everything else before they are compared. */
const english = `a about after all also am an and any are as at be because been before being between both but by can could
did do does doing done down during each either ever every few for from further had has have having he her here hers him
his how however i if in into is it its itself just let me might more most much must my neither no nor not now of off
often on once one only onto or other our ours out over own per please quite rather really s same shall she should since
so some still such than that the their theirs them then there these they this those though through thus to too under
until up upon us very was we well were what whatever when where whether which while who whom whose why will with within
without would yet you your yours tell say give name call`

const chinese = `的 了 着 过 是 在 和 与 及 或 或者 以及 并 并且 而 而且 但 但是 也 都 就 才 还 又 再 很 太 最 更 比 被 把 将 由 从 自 向 往 对 对于
关于 为 为了 因为 所以 因此 如果 若 则 那么 这 那 这个 那个 这些 那些 这里 那里 此 其 该 各 每 某 某个 我 你 您 他 她 它 我们 你们 他们 她们
它们 自己 谁 什么 甚么 哪 哪个 哪些 哪里 哪儿 哪位 哪一 何 何时 何地 何处 怎 怎么 怎样 怎么样 如何 为什么 为何 多少 几 几个 多 吗 呢 吧 啊 呀
嘛 么 之 于 以 所 者 等 等等 有 没有 有没有 是否 是不是 能 能否 可 可以 会 要 需要 应 应该 应当 请 请问 上 下 中 里 内 外 时 时候 后 前 之后
之前 以后 以前 一 一个 一种 一些 两 个 种 位 名 次 去 来 到 给 让 使 用 做 作为 被称为 称为 叫 叫做 说 知道 告诉 进行 通过 根据 其中 不 不是 只
哪种 哪年 哪一个 哪一年 分别 属于`

const stopped: ReadonlySet<string> = new Set([...english.split(/\s+/), ...chinese.split(/\s+/)])

/** Whether this word (in lower case, not stemmed) says nothing of what a question is about. */
export const isStopword = (word: string): boolean => stopped.has(word)
