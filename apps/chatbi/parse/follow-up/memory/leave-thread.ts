import type { LinkResult } from '../../../link/link.ts'
import { strikeOut } from '../strike-out.ts'

/** A question that leaves what was spoken of, without the words that say so. */
export interface Departure {
  readonly lattice: LinkResult
  /** It is said to be of something else; "by the way" may as well go on: "by the way, and on nights?". */
  readonly isCertain: boolean
}

const lead = '(?:(?:ah|oh|ok(?:ay)?|right|well|so|and|now|fine|thanks|good),? )?'
const stop = '\\s*[,.:;!—–-]+\\s*'
const chineseStop = '[\\s,.:;!，。：；！、—–-]*'

/** "another question: …", 换个问题 */
const certain: readonly RegExp[] = [
  new RegExp(
    `^\\s*${lead}(?:(?:an?|one|just a|to an?|on an?|on|a quick) )?(?:another|(?:(?:completely|totally|entirely|quite a?) )?(?:different|new|separate|unrelated)|other) (?:question|topic|subject|matter|note|issue)(?: (?:then|now|altogether|entirely))?(?:${stop}|\\s+)`,
    'i',
  ),
  new RegExp(
    `^\\s*${lead}(?:(?:on to )?something (?:else|different)(?: entirely)?|(?:un|not )related(?: to (?:this|that))?|changing (?:the )?(?:subject|topic)|change of (?:subject|topic)|moving on|separately|leaving that aside)${stop}`,
    'i',
  ),
  new RegExp(
    `^(?:那|好[的了]?[，,]?)?(?:换一?个(?:问题|话题)|(?:问|说)[个点](?:别的|其他的?)|(?:另|还有)一?个(?:别的)?问题|新问题|别的问题|题外话|不(?:说|聊|谈|看)这个了|另外再?问(?:一下|一句|个问题|下|你)?|再问一?个?(?:别的|另外的?|其他的?)(?:问题)?)${chineseStop}`,
  ),
]

/** "never mind, …", "by the way, …", 对了，… */
const likely: readonly RegExp[] = [
  new RegExp(
    `^\\s*${lead}(?:never ?mind|forget (?:it|that|about (?:it|that))|scrap that|drop (?:it|that)|skip (?:it|that)|leave it)(?: (?:then|for now|that))?(?:${stop}|\\s+(?=(?:show|give|what|which|how|list|tell|let|can|could|i)\\b))`,
    'i',
  ),
  new RegExp(
    `^\\s*${lead}(?:(?:by the way|btw|incidentally|apropos)(?:${stop}|\\s+)|(?:while (?:we|i)(?:'re| are|'m| am) (?:at it|here|on it)|(?:one more|another|quick|last) (?:thing|question))${stop})`,
    'i',
  ),
  new RegExp(
    `^(?:[哦喔嗯啊哎]+[，,]?\\s*)?(?:对了|顺便(?:再)?(?:问|说|看|查)(?:一?下|一句|一声|句)?|话说(?:回来)?|算了(?:吧)?|先不(?:管|说|看)(?:这个|它)了?|先放一放|还想问一?下)${chineseStop}`,
  ),
]

/** How a question says that it leaves what was spoken of; undefined where it does not. */
export const departureOf = (lattice: LinkResult): Departure | undefined =>
  departureBy(certain, lattice, true) ?? departureBy(likely, lattice, false)

const departureBy = (
  patterns: readonly RegExp[],
  lattice: LinkResult,
  isCertain: boolean,
): Departure | undefined => {
  for (const pattern of patterns) {
    const [words] = pattern.exec(lattice.question) ?? []
    if (words && words.length < lattice.question.length)
      return { lattice: strikeOut(lattice, [{ from: 0, to: words.length }]), isCertain }
  }
  return undefined
}
