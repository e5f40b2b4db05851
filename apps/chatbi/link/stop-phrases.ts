import type { Atom } from './link.ts'

/** English phrases that are polite, or say only that the present is meant or that something is wanted. */
const english = `
right now|at the moment|at this moment|at present|as of now|as we speak|these days|so far|to date|up to now
by the way|for me|for us|if possible|if you can|if you could|when you can|when you have a minute|real quick|quick question
good morning|good afternoon|good evening|many thanks|thank you|thanks|cheers|sorry|hey there
do you know|any idea|remind me|let me know|i was wondering|i wonder|wondering|would like to|would love to|like to|love to|trying to
pull up|pull out|bring up|look up|dig up|dig out|work out|figure out|run me|need to know|can you|could you|help me
on record|on file|on the books|in the system|in our system|in our records|on our books|in our data|i am new|i'm new|new here
did we|do we|have we|had we|did you|did they|all in all|roughly|approximately|actually|basically|again|anyway|together
would you mind telling me|would you mind|would you be able to|telling me|may i ask|could i ask|can i ask|might i ask|for the audit|for an audit|for my report|for the report|for the meeting|for the handover|handover|for the shift handover|for the boss|my boss wants
i'm after|i am after|sorry to bother you|sorry to bother|to bother you|exactly|separately|to be exact|different topic|another topic|fall under|falls under|for comparison|right , so|or so|more precisely|in particular|specifically|please and thank you|one by one|each one|as well|kind of thing
up or down|plus or minus|account for|accounts for|accounted for|how'd|i'd|i'll|we'd|booked|logged|pcs|instead|mate|love|buddy|guys|folks|pal
`

/** Chinese ones that say as little. */
const chinese = `
来着|咱们|咱|俺们|大家|老板|领导|师傅|同事|各位|谢谢|谢了|多谢|辛苦了|辛苦|劳驾|拜托|打扰了|打扰一下|不好意思|对了|顺便|顺便问下
大概|大约|差不多|到底|究竟|其实|目前为止|到目前为止|迄今|迄今为止|截至目前|截止目前|眼下|眼前|此刻|这会儿|现在
我想|想知道|想了解|了解一下|了解下|想问|问一下|问下|问问|看下|查下|查查|查看一下|算算|算下|瞧瞧|看一看|帮忙查|帮查|给个数|报一下|报个数|汇报一下|发我|给我看
导一份|导出一份|导个|拉一下|拉一份|拉个|出一份|来一份|给一份|整一份|调一下|数一下|数一数|说一下|讲一下|说说|讲讲|报下|报一下
这事儿|这事|这个事|那事儿|耽误了|耽误|耽搁了|耽搁|浪费了|折腾了
我刚来|刚来的|新来的|不太熟|不太熟悉|还不熟|不太懂|不太清楚|有没有人知道|谁知道|能不能|可不可以|可以吗|行吗|好吗|好不好|是啥|啥情况|什么情况|分别是|各是|都有啥|一下子|都
您好|你好|烦请|烦劳|请教一下|请教下|请教|想请教|快点|赶紧|赶快|列个名单|换个话题|另外问一下|另外问下|另外|汇总一下|汇总|及其数值|及其|的数值|就行|带上|正负|负数|送来|填|月报|周报|日报|报表里
`

const phrasesOf = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split(/[|\n]/)
    .map(phrase => (/\p{Script=Han}/u.test(phrase) ? Array.from(phrase) : phrase.split(' ')))

const byFirst = Map.groupBy([...phrasesOf(english), ...phrasesOf(chinese)], ([first = '']) => first)

/** "for the KPI board:", "for tomorrow's meeting -": what the answer is wanted for, said before the question. */
const purpose =
  /^for (?:the|my|our|a|an|this|today|tomorrow|monday|tuesday|wednesday|thursday|friday)(?: '?s)?(?: [a-z0-9]+){0,2} (?:report|board|meeting|audit|handover|review|dashboard|presentation|slides?|deck|minutes|newsletter|standup|briefing|wall|whiteboard|summary|manager|boss|customer|auditor|email|mail|call)(?: [:,–—-])/

const purposeLength = (atoms: readonly Atom[]): number => {
  const found = purpose.exec(
    atoms
      .slice(0, 9)
      .map(atom => atom.norm)
      .join(' '),
  )
  return found ? found[0].split(' ').length : 0
}

/** For each atom whether a phrase that says nothing of what is asked covers it. */
export const isInStopPhrase = (atoms: readonly Atom[]): readonly boolean[] => {
  const is = atoms.map(() => false)
  is.fill(true, 0, purposeLength(atoms))
  for (const [at, atom] of atoms.entries())
    for (const phrase of byFirst.get(atom.norm) ?? [])
      if (phrase.every((word, i) => atoms[at + i]?.norm === word)) is.fill(true, at, at + phrase.length)
  return is
}
