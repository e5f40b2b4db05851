import type { SemanticModel } from '../model/semantic-model.ts'
import { soundOf } from '../text/index.ts'
import type { Atom, Link } from './link.ts'
import { nameIndexOf } from './name-index.ts'
import type { NameForm } from './name-index.ts'

const longestWords = 6
const longestHan = 8
/** Shorter ones sound like too much. */
const shortestSound = 5
/** What a name that only sounds like the words is worth. */
const factor = 0.82

const byModel = new WeakMap<SemanticModel, ReadonlyMap<string, readonly NameForm[]>>()

/** Chinese names of two characters and more by their sound; built once for each model object. */
const formsBySound = (model: SemanticModel): ReadonlyMap<string, readonly NameForm[]> => {
  const known = byModel.get(model)
  if (known) return known
  const whole = nameIndexOf(model).forms.filter(({ isHan, keys }) => isHan && keys.length > 1)
  const built = Map.groupBy(whole, form => soundOf(form.keys.join('')))
  byModel.set(model, built)
  return built
}

/**
 * Names that were typed by their sound: another character of the same syllable, as input methods offer it (飞品率 for
 * 废品率), or the syllables themselves (`feipinlv`). Only where some of the words have no other meaning.
 */
export const linkSounds = (
  atoms: readonly Atom[],
  isUnknown: readonly boolean[],
  model: SemanticModel,
): readonly Link[] => {
  if (!isUnknown.includes(true)) return []
  const forms = formsBySound(model)
  if (forms.size === 0) return []
  return atoms.flatMap((first, from): readonly Link[] => {
    if (first.kind !== 'han' && first.kind !== 'word') return []
    const longest = first.kind === 'han' ? longestHan : longestWords
    const links: Link[] = []
    for (let to = from + 1; to <= Math.min(atoms.length, from + longest); to++) {
      if (atoms[to - 1]?.kind !== first.kind) break
      if (first.kind === 'word' && !isUnknown[to - 1]) break
      if (!isUnknown.slice(from, to).includes(true)) continue
      links.push(...linkSpan(atoms.slice(from, to), { from, to }, forms))
    }
    return links
  })
}

const linkSpan = (
  span: readonly Atom[],
  place: { readonly from: number; readonly to: number },
  forms: ReadonlyMap<string, readonly NameForm[]>,
): readonly Link[] => {
  const sound = soundOf(span.map(atom => atom.norm).join(''))
  if (sound.length < shortestSound) return []
  const text = span.map(atom => atom.text).join(span[0]?.kind === 'han' ? '' : ' ')
  return (forms.get(sound) ?? []).map(({ target, score }) => ({
    ...place,
    text,
    target,
    score: score * factor,
    reason: 'pinyin',
  }))
}
