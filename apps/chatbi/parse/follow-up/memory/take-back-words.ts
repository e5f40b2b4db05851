/** Words that take back what was said of the rows. */

const released =
  "forget(?: about)?|never ?mind(?: about)?|ignore|lift|undo|clear|drop|remove|get rid of|take (?:out|off|away|back)|disregard|skip|cancel|without|regardless of|irrespective of|no longer|not (?:just|only)(?: (?:the|on|in|for|at))?|no more|leave (?:off|away)|don'?t (?:care|bother|worry)(?: about)?"

/** In front of what is taken back: "forget the night thing", 不限班次. */
const before: readonly RegExp[] = [
  new RegExp(`\\b(?:${released})\\b`, 'gi'),
  /(?:就|先|都)?(?:不(?:用|要|必)?(?:再)?(?:限(?:定|制)?|管|看|考虑|区分|论)|无论|不只|不止|不仅|取消|去掉|拿掉|撤掉|撤销|解除|放开|别管|别限|忘(?:了|掉|记)|除去)(?:在|是|于)?/g,
]

/** Behind it: "the shift doesn't matter", 班次不限了. */
const behind: readonly RegExp[] = [
  /\b(?:(?:does ?n'?t|do ?n'?t|no longer) matters?|is (?:irrelevant|gone|off)|(?:can|may) go|off|out|away)\b/gi,
  /(?:就|先|都|可以)?(?:不(?:用|要|必)?(?:再)?(?:限(?:定|制)?|管|看|考虑|区分|论|重要)|无所谓|随便|都行|都可以|取消|去掉|拿掉|撤掉|撤销|放开)(?:了|吧)?/g,
]

/** "all lines again", 所有班次: of whichever. */
export const whicheverWords: readonly RegExp[] = [
  /\b(?:all(?: of)?(?: the)?|any|whichever|whatever)\b/gi,
  /(?:所有|全部|任意)的?/g,
]

export const takesBackWords = [...before, ...behind] as const

/** Besides, these say no more than that. */
export const aroundTakenBack: readonly RegExp[] = [
  /\b(?:the|that|this|those|my|only|just|about|on|at|in|for|by|of|from)? ?(?:thing|filter|condition|restriction|limit(?:ation)?|constraint|criterion|criteria|part|bit|stuff|business|requirement|setting)s?\b/gi,
  /\b(?:again|now|please|then|instead|ok(?:ay)?|actually|so|go(?:ing)? back to|back to|back|altogether)\b/gi,
  /(?:这个?|那个?|刚才的?|前面的?|上面的?)?的?(?:条件|限制|限定|筛选|范围|要求)|整体|总体|总的|[了吧呢的就]|再|又|还是|重新/g,
]

/** "without that filter", 去掉这个条件: what was said last. */
export const saysLastOne = (clause: string): boolean =>
  /\b(?:that|this|the|the last|last|it)(?: (?:last|one|extra|new))? ?(?:filter|condition|restriction|limit(?:ation)?|constraint|criterion|requirement)\b|\b(?:undo|take back|lift|clear|drop|remove|forget|without) (?:that|this|it)\W*$|(?:这个?|那个?|刚才的?|上一?个)的?(?:条件|限制|限定|筛选)/i.test(
    clause,
  )

/** "clear all filters", 所有条件都去掉 */
export const saysAllOfThem = (clause: string): boolean =>
  /\b(?:all|the|any|every|those|these)(?: of)?(?: the)? (?:filters|conditions|restrictions|limits|constraints|criteria)\b|所有(?:的)?(?:条件|限制|筛选)|条件(?:全|都)/i.test(
    clause,
  )

/** "whatever the date", 不限时间 */
export const saysTime = (clause: string): boolean =>
  /\b(?:time|date|period|month|week|day|year|quarter)s?\b(?! ?(?:shift|team|crew))|时间|日期|月份|时段/i.test(
    clause,
  )

export const timeWords: readonly RegExp[] = [
  /\b(?:the |any |all |whole )*(?:time|date|period|month|week|day|year|quarter)s?(?: range| frame)?\b|时间(?:范围|段)?|日期|月份|时段/gi,
]

/** Nothing is asked for besides. */
export const saysNoMore = (rest: string): boolean =>
  !/[\p{L}\p{N}]/u.test(
    rest.replace(
      /\b(?:show|give|list|me|for|of|on|in|at|with|the|and|to|us|i|want)\b|[看要给我显示列查下一]/gi,
      ' ',
    ),
  )
