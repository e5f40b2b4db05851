import type { Atom, Link } from './link.ts'
import type { ValueIndex } from './value-index.ts'

/** What the value of the own country may be called besides its name. */
const own = ['domestic', 'home', '国内', '国产', '本国']

const abroad = /^(foreign|overseas|imported|abroad|nondomestic|国外|海外|境外|外国|进口|外资|国外的)$/i

const longest = 2

/**
 * "foreign suppliers", 国外来料, "imported lots": any country but the own, which the model knows by a synonym of that value
 * ("domestic", 国内). Where it knows none the words link to nothing, and are shown as unused.
 */
export const linkForeign = (atoms: readonly Atom[], index: ValueIndex): readonly Link[] =>
  atoms.flatMap((atom, from): readonly Link[] => {
    const to = atom.kind === 'han' ? from + longest : from + 1
    const text = atoms
      .slice(from, to)
      .map(one => one.text)
      .join('')
    if (!abroad.test(text)) return []
    return own
      .flatMap(word => index.find(word))
      .filter(match => match.score >= 0.9)
      .map(({ field, value }) => ({
        from,
        to,
        text,
        target: { kind: 'value', field, value, isOther: true },
        score: 0.95,
        reason: 'not of the own country',
      }))
  })
