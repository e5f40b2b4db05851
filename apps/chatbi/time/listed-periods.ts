import type { FrameMatch, Named } from './frame.ts'
import type { Span } from './moment.ts'
import type { Meaning } from './meaning.ts'

/** What stands between the periods of a list; months in Chinese characters stand without anything: 八月九月十月. */
const joint =
  /^(?:\s*(?:[,，、]|和|与|及|跟|以及|还有|再加上?)\s*|\s*,?\s*(?:and|&|plus)\s+|\s*,\s*)(?:(?:in|on|for|of|the)\s+)*$/i
const isJoined = (between: string, before: string): boolean =>
  joint.test(between) || (between === '' && /[月周号日]份?$/.test(before))

/** 这三个月, "these three months": the list said once more. */
const again =
  /^(?:\s*(?:这|那)?(?:[三四五六]|\d)个?(?:月|周|天|季度|星期[一二三四五六日天]|周[一二三四五六日天])份?|\s*,?\s*(?:these|those|the) (?:three|four|five|six|\d) (?:months|weeks|days|quarters))/i

const isSum =
  /总共|一共|共计|合计|总计|总和|加起来|加在一起|三个月共|\b(?:together|combined|in total|altogether|in all|overall|taken together)\b/i

/** Two periods of one kind are set against each other; of three or more, side by side, each is asked for. */
export const meaningOfList = (spans: readonly Span[]): Meaning | undefined => {
  const [first, second] = spans
  if (first && second && spans.length === 2)
    return (first.from ?? 0) < (second.from ?? 0)
      ? { span: second, compareTo: first }
      : { span: first, compareTo: second }
  const grain = first?.grain
  if (spans.length < 3 || grain === undefined || spans.some(span => span.grain !== grain)) return undefined
  const ordered = spans.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0))
  const { from } = ordered[0] ?? {}
  const { to } = ordered.at(-1) ?? {}
  if (from === undefined || to === undefined) return undefined
  const isUnbroken = ordered.every((span, at) => at === 0 || span.from === ordered[at - 1]?.to)
  const isRepeated = ordered.some((span, at) => at > 0 && span.from === ordered[at - 1]?.from)
  if (isRepeated) return undefined
  return {
    span: { from, to },
    ...(isUnbroken ? {} : { listed: ordered }),
    grain,
    isEach: true,
  }
}

/** "July, August and September", 8月、9月、10月: every run of three or more periods of one kind. */
export const findLists = (named: readonly Named[], text: string): readonly FrameMatch[] => {
  const ordered = named.toSorted((a, b) => a.from - b.from || b.to - a.to)
  return ordered.flatMap(first => {
    const chain = chainFrom(first, ordered, text)
    if (chain.length < 3) return []
    const meaning = meaningOfList(chain.map(one => one.span))
    if (!meaning) return []
    const end = chain.at(-1)?.to ?? first.to
    const to = end + (again.exec(text.slice(end))?.[0].length ?? 0)
    return [{ from: first.from, to, text: text.slice(first.from, to).trim(), meaning }]
  })
}

const chainFrom = (first: Named, ordered: readonly Named[], text: string): readonly Named[] => {
  const chain = [first]
  for (let last: Named | undefined = first; last;) {
    const { to, from, span }: Named = last
    const next: Named | undefined = ordered.find(
      one =>
        one.from >= to &&
        one.span.grain === span.grain &&
        isJoined(text.slice(to, one.from), text.slice(from, to)),
    )
    if (next) chain.push(next)
    last = next
  }
  return chain
}

/** The numbers of a list, "2, 9 and 16", as periods; undefined where one of them is none. */
export const eachNumber = (
  numbers: string,
  split: RegExp,
  toSpan: (number: string) => Span | undefined,
): readonly Span[] | undefined => {
  const spans = numbers
    .split(split)
    .filter(Boolean)
    .map(number => toSpan(number))
  return spans.every(span => span !== undefined) ? spans : undefined
}

/** "in July, August and September together", 8、9、10月一共: one sum, not that of each. */
export const togetherWhereSaid = (matches: readonly FrameMatch[], text: string): readonly FrameMatch[] =>
  isSum.test(text)
    ? matches.map(match => {
        const { isEach, grain, ...rest } = match.meaning
        return isEach && grain ? { ...match, meaning: rest } : match
      })
    : matches
