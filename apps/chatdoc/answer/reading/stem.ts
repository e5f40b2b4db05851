import { stemEnglish } from '../../analyse/stem-english.ts'

/** Irregular forms that questions and manuals use most, and pairs that ask and answer. */
const irregular: ReadonlyMap<string, string> = new Map(
  (
    'began:begin begun:begin became:become broke:break broken:break brought:bring built:build bought:buy came:come chose:choose ' +
    'chosen:choose drew:draw drawn:draw drove:drive driven:drive ate:eat eaten:eat fell:fall fallen:fall felt:feel fought:fight ' +
    'found:find flew:fly gave:give given:give went:go gone:go grew:grow grown:grow held:hold kept:keep knew:know known:know ' +
    'led:lead left:leave lost:lose made:make meant:mean met:meet paid:pay ran:run said:say saw:see seen:see sold:sell sent:send ' +
    'shot:shoot sang:sing sung:sing spoke:speak spoken:speak spent:spend stood:stand took:take taken:take taught:teach told:tell ' +
    'thought:think threw:throw thrown:throw understood:understand won:win wrote:write written:write wore:wear worn:wear ' +
    'men:man women:woman children:child people:person feet:foot teeth:tooth dead:die died:die death:die axes:axis'
  )
    .split(' ')
    .map(pair => {
      const [form = '', base = ''] = pair.split(':')
      return [form, stemEnglish(base)] as const
    }),
)

/** What the forms of one English word share. */
export const stemOf = (word: string): string =>
  irregular.get(word) ?? (/^[a-z]{3,}$/.test(word) ? stemEnglish(word) : word)
