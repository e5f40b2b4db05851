import { createRequire } from 'node:module'

type Spell = typeof import('pinyin-pro').pinyin

let spell: Spell | undefined
const sounds = new Map<string, string>()

/** Syllable of one Han character in its commonest reading, without its tone; the table is loaded with the first one. */
const soundOfCharacter = (character: string): string => {
  const known = sounds.get(character)
  if (known !== undefined) return known
  spell ??= (createRequire(import.meta.url)('pinyin-pro') as typeof import('pinyin-pro')).pinyin
  const sound = spell(character, { toneType: 'none', v: true })
  sounds.set(character, sound)
  return sound
}

/**
 * How a text sounds, as pinyin typed without tones and blanks, `ü` as `v`: 废品率, 飞品率 and `fei pin lü` are all
 * `feipinlv`. What stands between letters is left out. Characters keep their commonest reading whatever stands beside
 * them, so that one character always sounds like itself.
 */
export const soundOf = (text: string): string =>
  Array.from(text.normalize('NFC').toLowerCase(), character => {
    if (/\p{Script=Han}/u.test(character)) return soundOfCharacter(character)
    if (character === 'ü') return 'v'
    return /[a-z\d]/.test(character) ? character : ''
  }).join('')
