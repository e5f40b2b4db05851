const periodWord =
  '(?:(?:the )?(?:first|second|last|early|late|mid|start of|end of)[\\w ]*? )?(?:q[1-4]\\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|week|month|quarter|year|yesterday|\\d)'
const fromTo = new RegExp(
  `\\b(?:from|between) (${periodWord}[^,.?!;]*?) (?:to|and) ((?:the )?${periodWord}[^,.?!;]*)`,
  'i',
)
const fromToZh =
  /[从由]([^从由，,。？?]{1,12}[月周日号天年期季度])[到至]([^，,。？?]{1,12}?[月周日号天年期季度])/

/** "rose from September to October": what moved is compared, not added up over both. */
export const setPeriodsApart = (text: string): string =>
  text.replace(fromTo, 'in $2 compared with $1').replace(fromToZh, '$2比$1')

/** Words of a period, which is compared with, not set beside. */
const inPeriod = new RegExp(`^(?:(?:in|on|at|during|for) )?(?:${periodWord}|before\\b|usual\\b)`, 'i')

const besides = new RegExp(
  `\\bthan (?!(?:(?:in|on|at|during|for) )?(?:${periodWord}|last\\b|before\\b|usual\\b|the (?:day|week|month|quarter|year) before\\b))(?:(?:in|on|at|for|of) )?`,
  'i',
)

/** "more … than the day shift", 比白班多: both are named, the first of them is what is asked about. A period stays compared with. */
export const setSideBySide = (text: string): string =>
  text
    .replace(besides, 'and ')
    .replace(
      /比(.{1,10}?)[更还要]?[多高少低大小长短](?:出来?)?(?:[这那]么?[多些]?|一?点点?|些|不少|很多)*(?=[，,？?。！!\s]*$)/,
      (_, other: string) => `${/[月周年季]|(?<!白)天|日(?!班)|前一/.test(other) ? '比' : '和'}${other}`,
    )

/**
 * "stops are mostly at night": why so many of them are, against other shifts. 不如9月: less than. "above average": so high. "changeovers take longer": their
 * average duration. "we made less": output. "down for so much longer": its downtime. "wasn't quite the same as in July", 跟7月不太一样: compared with July, whichever way. "almost twice as much power as pump 1",
 * 差不多是白班的两倍: far more than that.
 */
export const setUnlike = (text: string): string =>
  text
    .replace(
      /(?<!\b(?:break(?:s|ing)?|broke|broken|go|goes|went|gone|shut|slow(?:ed|s)?|cut|wind)\s)\b(?:down|idle|st(?:and|ood|anding)s? still)(?: for)?(?= (?:(?:so|that|this|much|far|way) )*(?:longer|long|more)\b)/gi,
      'downtime',
    )
    .replace(
      /\b(?:is|was|are|were|do|does|did)(?:n['’]?t| not) (?:(?:look|stay|remain) )?(?:(?:quite|exactly|really) )?the same as\b|\bdiffer(?:s|ed|ent)? from\b|\b(?:is|was|are|were|looks?|looked) (?:(?:quite|so|a bit|slightly|very) )?different (?:from|to|than|compared (?:with|to))\b/gi,
      ' changed compared with',
    )
    .replace(
      /\b(?:(?:almost|nearly|about|roughly|more than|over) )?(?:twice|double|two times|three times|\d+ times|several times) (?:as (?:much|many|high|often|long)|the|higher|more)\b(.*?)\b(?:as|than)\b (\S.*)/gi,
      (_, thing: string, other: string) =>
        inPeriod.test(other) ? `more${thing}compared with ${other}` : `more${thing}than ${other}`,
    )
    .replace(
      /\b(.+?) (?:is|are|was|were|happens?|happened|occurs?|occurred|comes?|came) (?:mostly|mainly|nearly always|almost always|almost only|nearly only|almost all) (?:in |on |at |during |from |with )?(?:the )?(.+?)(?=\s*[,;:.?!–—-]|\s*$)/gi,
      '$2 $1 so many',
    )
    .replace(/不如|不及|赶不上|比不上/g, '少于')
    .replace(/\babove (?:(?:the|plant|overall|its|normal|usual|general)(?:'s)? )*average\b/gi, 'so high')
    .replace(/\bbelow (?:(?:the|plant|overall|its|normal|usual|general)(?:'s)? )*average\b/gi, 'so low')
    .replace(/(高|低)于(?:全厂|整体|总体|车间)?的?平均(?:水平|值|数|线)?/g, '这么$1')
    .replace(
      /(?<=^|\b(?:why|did|do|does|are|have|has|is|was) )((?!why\b|did\b|do\b|does\b|are\b|have\b|has\b|is\b|was\b)(?:[\w'’-]+ ){0,5}?[\w'’-]+) (?:(?:keeps? )?tak(?:e|es|ing|en)|took|last(?:s|ed|ing)?) ((?:so much |much |so |a lot |far )?(?:longer|long|shorter|short)|(?:so much |much )?(?:less|more) time)(?= |$|[,;.?!])/gi,
      (_, thing: string, way: string) =>
        /^(?:it|this|that)$/i.test(thing)
          ? _
          : `average duration of ${thing} ${/short|less/i.test(way) ? 'so low' : 'longer'}`,
    )
    .replace(
      /\b(?:ma[kd]es?|making|produc(?:e[sd]?|ing)|turn(?:ed|s|ing)? out) ((?:so |that |far |much |a lot )*(?:less|more|little|fewer|much))(?= (?:in|on|at|during|than|this|last|since|from|yesterday|today|lately|per|by|compared)\b|\s*[,;.?!]|\s*$)/gi,
      'output $1',
    )
    .replace(/([产生]产?|做)得(?=[多少高低])/g, '产量')
    .replace(
      /[跟和与同](.{1,12}?)(?:比起来|相比|比)?(?:有点儿?|有些|不太|不大|很|完全)*(?:不太?一样|不同|一样不了|有差[别异距]|有出入|有变化|有所不同|一样)(?=[，,；;。？?！!]|$)/g,
      '比$1变了',
    )
    .replace(
      /(?:明显|显著|略微?|稍微?|远远?|大大)?([高低多少大小])于([^，,。？?]{1,12})(?=[，,。？?！!\s]|$)/g,
      '比$2$1这么多',
    )
    .replace(
      /(?:差不多|几乎|快要?|将近|接近)?是(.{1,10}?)的?(?:差不多|几乎|将近)?(?:[两二三四五几]|好几|\d+(?:\.\d+)?)倍(?:多|左右)?/g,
      '比$1多这么多',
    )
