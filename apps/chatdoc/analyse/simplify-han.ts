import { Converter } from 'opencc-js/t2cn'

const firstHan = 0x3400
const lastHan = 0x9fff

/** Every traditional character that has another simplified form. Made when first asked for: 80 ms. */
let simplifiedOf: ReadonlyMap<string, string> | undefined

const loadSimplified = (): ReadonlyMap<string, string> => {
  const convert = Converter({ from: 't', to: 'cn' })
  const known = new Map<string, string>()
  for (let code = firstHan; code <= lastHan; code++) {
    const character = String.fromCharCode(code)
    const simplified = convert(character)
    if (simplified !== character && simplified.length === 1) known.set(character, simplified)
  }
  return known
}

/** Traditional characters as simplified ones (OpenCC's table), one for one, so that every character keeps its place. */
export const simplifyHan = (text: string): string => {
  const known = (simplifiedOf ??= loadSimplified())
  let simplified = ''
  for (const character of text) simplified += known.get(character) ?? character
  return simplified
}
