import type { Present, Span } from './moment.ts'
import type { Meaning } from './meaning.ts'

type Groups = Readonly<Record<string, string | undefined>>

/** A period that words at `from`..`to` name. */
export interface Named {
  readonly from: number
  readonly to: number
  readonly span: Span
  readonly isVague?: true | undefined
}

/** The periods that fill the holes of a frame. */
export interface Filled {
  readonly a: Span
  readonly b: Span
}

/**
 * Words around one or two periods, `{a}` and `{b}`, and what they mean together: `from {a} to {b}`. The periods are found
 * before, so a frame says nothing of how they may be named (a finite-state cascade, Abney 1996).
 */
export interface Frame {
  readonly source: string
  readonly before: RegExp
  /** Between the two; undefined where there is one. */
  readonly joint: RegExp | undefined
  readonly after: RegExp
  readonly mean: (spans: Filled, groups: Groups, present: Present, text: string) => Meaning | undefined
}

/** How a language writes: where its words begin and end, and what a blank of a pattern stands for. */
export interface Writing {
  readonly begin: string
  readonly end: string
  /** Where a period may begin within a phrase: behind a hyphen too, "Sept-Oct", but not within a code, CNC-12 October. */
  readonly beginWithin: string
  /** Where a period may end within a phrase: before the s of a possessive too, that people write without its apostrophe. */
  readonly endWithin: string
  readonly spaced: boolean
}

/** "yesterdays output", "octobers scrap", "last weeks rate"; "the last weeks" and "Mondays" are many of them. */
const owned =
  '(?<=yesterday|today|january|february|april|june|july|august|september|october|november|december|(?<!the\\s+)(?:last|this|previous)\\s+(?:week|month|quarter|year))(?=s\\s+(?!of\\b|in\\b|and\\b)[a-z])'

/** English words end where letters or digits end; a blank matches any run of white space, and none where it is optional. */
export const english: Writing = {
  begin: '(?<![\\p{L}\\p{N}_-])',
  end: '(?![\\p{Script=Latin}\\p{N}_])',
  // the number of a code is no day: "CNC-12 October"
  beginWithin: '(?<![\\p{L}\\p{N}_]|\\p{L}-(?=\\p{N}))',
  endWithin: `(?:(?![\\p{Script=Latin}\\p{N}_])|${owned})`,
  spaced: true,
}
export const chinese: Writing = { begin: '', end: '', beginWithin: '', endWithin: '', spaced: false }

/** The source of a pattern as the language writes it. */
export const written = (source: string, { spaced }: Writing): string =>
  spaced ? source.replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+') : source

export const frame = (writing: Writing, source: string, mean: Frame['mean']): Frame => {
  const [before = '', middle = '', after] = written(source, writing).split(/\{[ab]\}/)
  const last = after ?? middle
  return {
    source,
    before: new RegExp(`${writing.begin}(?:${before})$`, 'iu'),
    joint: after === undefined ? undefined : new RegExp(`^(?:${middle})$`, 'iu'),
    after: new RegExp(`(?:${last})${writing.end}`, 'iuy'),
    mean,
  }
}

export interface FrameMatch {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly meaning: Meaning
}

/** Farther apart two periods are of no one phrase. */
const widestJoint = 40

/** Every way in which `frame` fits around the periods of a text. */
export const fillFrame = (
  { before, joint, after, mean }: Frame,
  text: string,
  named: readonly Named[],
  present: Present,
): readonly FrameMatch[] => {
  const matches: FrameMatch[] = []
  for (const a of named) {
    const start = before.exec(text.slice(0, a.from))
    if (!start) continue
    for (const b of joint ? named : [a]) {
      const between = joint ? jointOf(joint, text, a, b) : {}
      if (!between) continue
      after.lastIndex = b.to
      const end = after.exec(text)
      if (!end) continue
      const [from, to] = [start.index, b.to + end[0].length]
      const groups = lowerCase({ ...start.groups, ...between, ...end.groups })
      const said = text.slice(from, to)
      const meaning = mean({ a: a.span, b: b.span }, groups, present, said.toLowerCase())
      if (!meaning) continue
      const isVague = meaning.isVague ?? a.isVague ?? (joint ? b.isVague : undefined)
      matches.push({ from, to, text: said.trim(), meaning: { ...meaning, ...(isVague ? { isVague } : {}) } })
    }
  }
  return matches
}

const jointOf = (joint: RegExp, text: string, a: Named, b: Named): Groups | undefined => {
  if (b.from < a.to || b.from - a.to > widestJoint) return undefined
  const found = joint.exec(text.slice(a.to, b.from))
  return found ? (found.groups ?? {}) : undefined
}

const lowerCase = (groups: Groups): Groups =>
  Object.fromEntries(Object.entries(groups).map(([name, words]) => [name, words?.toLowerCase()]))
