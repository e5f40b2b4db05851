import { warningLabelOf } from '../../warnings/warning-label.ts'
import { joinLines } from '../../text/join-lines.ts'
import { boundsOf, hasCentreOf, type Rect } from '../geometry.ts'
import type { Paragraph } from './paragraphs.ts'

/** Paragraphs as they stand, or those of one box that begins with a signal word. */
export interface Boxed {
  readonly paragraphs: readonly Paragraph[]
  readonly warning?: string
}

const textOf = (paragraph: Paragraph): string => joinLines(paragraph.lines.map(line => line.text))

/** Takes the paragraphs of one frame that begins with a signal word together: the whole box is the warning. */
export const takeBoxedWarnings = (paragraphs: readonly Paragraph[], frames: readonly Rect[]): Boxed[] => {
  const taken: Boxed[] = []
  for (let at = 0; at < paragraphs.length;) {
    const first = paragraphs[at]
    if (!first) break
    const frame = warningLabelOf(textOf(first))
      ? frames.find(area => hasCentreOf(area, boundsOf(first.lines)))
      : undefined
    const rest = frame
      ? paragraphs.slice(at).findIndex(other => !hasCentreOf(frame, boundsOf(other.lines)))
      : 1
    const group = paragraphs.slice(at, rest === -1 ? paragraphs.length : at + Math.max(1, rest))
    taken.push(frame ? { paragraphs: group, warning: group.map(textOf).join('\n') } : { paragraphs: group })
    at += group.length
  }
  return taken
}
