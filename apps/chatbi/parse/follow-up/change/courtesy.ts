const opening =
  /^(?:(?:please|thanks|thank you|great|good|nice|perfect|fine|right|hm+|oh|ok(?:ay)?|alright|so|well|could you|can you|would you|will you|could we|can we|may i|can i|i'd like(?: to (?:see|have|know))?|i would like(?: to (?:see|have|know))?|let me|let's|kindly|maybe|possibly|perhaps|express|show (?:me|us)|give (?:me|us))\b[,.!… ]*)+/i
const chineseOpening =
  /^(?:麻烦|请|劳驾|帮我|帮忙|给我|能不能|能否|可不可以|可以|你|您|把|好的?|嗯|谢谢|辛苦|顺便|[，,。！!、\s])+(?=\p{Script=Han}{2})/u

/** "could you please break it down", 麻烦你按班次分一下, without what is said for courtesy before it. */
export const withoutCourtesy = (question: string): string =>
  question.trim().replace(opening, '').replace(chineseOpening, '')
