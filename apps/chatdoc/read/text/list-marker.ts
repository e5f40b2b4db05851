/** How a line of a list begins. `marker` is as printed, `text` what follows it. */
export interface ListMarker {
  readonly marker: string
  readonly text: string
  readonly isOrdered: boolean
}

const bullet = /^([•·▪▫◦‣⁃●○■□◆◇➢➤►✓✔☐☑☒*+–—-]|o(?= {2,}|\t))[\s\u00a0]+(.+)$/su
const ordered =
  /^((?:step\s+)?\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z])[.):：]|[（(][0-9a-zA-Z一二三四五六七八九十]{1,3}[）)]|\d{1,3}[、．]|[①-⑳]|第[0-9一二三四五六七八九十]+步[：:、.]?|步骤\s*[0-9一二三四五六七八九十]+[：:、.]?)[\s\u00a0]*(.+)$/isu
/** "3.5 mm" and "e.g. this" are no items: a letter or a number with a full stop must be followed by a space. */
const needsSpace = /^\(?[0-9a-z]+[.:)]$/i

/** Takes the marker of a list item from the beginning of a line, or nothing where it has none. */
export const listMarkerOf = (line: string): ListMarker | undefined => {
  const bulleted = bullet.exec(line)
  if (bulleted) return { marker: bulleted[1] ?? '', text: (bulleted[2] ?? '').trim(), isOrdered: false }
  const numbered = ordered.exec(line)
  const marker = numbered?.[1] ?? ''
  const text = numbered?.[2] ?? ''
  if (!numbered || (needsSpace.test(marker) && !/^[\s\u00a0]/u.test(line.slice(marker.length))))
    return undefined
  return { marker: marker.trim(), text: text.trim(), isOrdered: true }
}
