import type { TextIndex } from '../reading/text-index.ts'
import { isStopWord } from '../reading/stop-words.ts'
import { typedSpansOf } from './typed-spans.ts'
import type { SpanKind } from './typed-spans.ts'

/** A stretch of a sentence that may be the shortest answer. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly text: string
  /** What it looks like; `words`: a run of words, `clause`: between marks, `whole`: the sentence. */
  readonly shape: SpanKind | 'words' | 'clause' | 'whole'
  /** First and last word, counted in the sentence. */
  readonly first: number
  readonly last: number
}

const maxWords = 9
const maxSpans = 260
const mark = /[,;:，；：、。！？!?()（）"“”\n\t]|\.(?=\s|$)/u

/** Stretches of a sentence: typed ones, runs of words between marks that begin and end with a telling word, clauses. */
export const findSpans = (text: string, index: TextIndex): readonly Span[] => {
  const found = new Map<string, Span>()
  const add = (from: number, to: number, shape: Span['shape']): void => {
    const key = `${from} ${to}`
    const [first, last] = wordRange(index, from, to)
    if (to > from && !found.has(key) && found.size < maxSpans && first !== -1)
      found.set(key, { from, to, text: text.slice(from, to), shape, first, last })
  }
  for (const span of typedSpansOf(text)) add(span.from, span.to, span.kind)
  for (const clause of clausesOf(text, index)) {
    add(clause.from, clause.to, 'clause')
    for (const run of runsOf(clause.first, clause.last, index)) add(run.from, run.to, 'words')
  }
  add(0, text.replace(/[。.!！?？；;]+$/u, '').length, 'whole')
  return [...found.values()]
}

const wordRange = ({ words }: TextIndex, from: number, to: number): readonly [number, number] => {
  const first = words.findIndex(word => word.to > from)
  const last = words.findLastIndex(word => word.from < to)
  return first === -1 || last < first ? [-1, -1] : [first, last]
}

interface Clause {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly last: number
}

const clausesOf = (text: string, { words }: TextIndex): readonly Clause[] => {
  const clauses: Clause[] = []
  let first = 0
  for (const [at, word] of words.entries()) {
    const next = words[at + 1]
    if (next && !mark.test(text.slice(word.to, next.from))) continue
    clauses.push({ from: words[first]?.from ?? 0, to: word.to, first, last: at })
    first = at + 1
  }
  return clauses
}

const runsOf = (
  first: number,
  last: number,
  { words }: TextIndex,
): readonly { readonly from: number; readonly to: number }[] => {
  const runs: { readonly from: number; readonly to: number }[] = []
  for (let a = first; a <= last; a++) {
    const start = words[a]
    if (!start || isEdge(start.text)) continue
    for (let b = a; b <= Math.min(last, a + maxWords - 1); b++) {
      const end = words[b]
      if (end && !isEdge(end.text)) runs.push({ from: start.from, to: end.to })
    }
  }
  return runs
}

/** A word that an answer neither begins nor ends with; an article may begin one. */
const isEdge = (text: string): boolean =>
  isStopWord(text) && !/^(?:the|a|an|one|no|not|other|own|不|大|上|中|下)$/.test(text)
