const bare = /^[A-Za-z_][A-Za-z0-9_]*$/

/** An identifier as standard SQL writes it: bare where it can be, else in double quotes. */
export const writeIdentifier = (name: string): string =>
  bare.test(name) ? name : `"${name.replaceAll('"', '""')}"`

/** The parts of a dotted name, quotes undone: `plant."Line 3".id`. Undefined where it is no plain name. */
export const readDottedName = (text: string): readonly string[] | undefined => {
  const parts: string[] = []
  const pattern = /\s*(?:"((?:[^"]|"")+)"|`([^`]+)`|([\p{L}_][\p{L}\p{N}_$]*))\s*(\.|$)/uy
  while (pattern.lastIndex < text.length || parts.length === 0) {
    const found = pattern.exec(text)
    if (found === null) return undefined
    parts.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? found[3] ?? '')
    if (found[4] === '') return parts
    if (pattern.lastIndex >= text.length) return undefined
  }
  return undefined
}
