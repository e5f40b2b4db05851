import type { Cell } from '@millwright/spec'
import type { Emit, QuestionFacts } from './features.ts'
import type { Shape } from './shape.ts'

/** Rows that a reading gives, only so many as are needed to judge it. */
export type Rows = readonly (readonly Cell[])[]

/** Different values of the first column, as texts. */
export const valuesOfRows = (rows: Rows): readonly string[] => [
  ...new Set(rows.flatMap(([cell]) => (cell === null || cell === undefined ? [] : [String(cell)]))),
]

const isNumberText = (text: string): boolean => /^[-+$£€]?\d[\d,.]*%?$/.test(text)

const kindOf = (values: readonly string[]): 'number' | 'date' | 'truth' | 'text' => {
  if (values.every(isNumberText)) return 'number'
  if (values.every(value => value === 'true' || value === 'false')) return 'truth'
  return values.every(value => /^\d{4}-\d\d-\d\d/.test(value)) ? 'date' : 'text'
}

const sizeOf = (values: readonly string[]): string =>
  values.length <= 1 ? String(values.length) : values.length <= 4 ? 'few' : 'many'

/**
 * What the rows of a reading say for or against it: nothing found, many where one thing is asked for, a text where a
 * number is, what the question itself says. The denotation features of Pasupat and Liang (2015).
 */
export const emitResultFeatures = (
  facts: QuestionFacts,
  shape: Shape,
  values: readonly string[],
  emit: Emit,
): void => {
  const size = sizeOf(values)
  emit(`result:${size}`, 1)
  emit(`result:${size}:${shape.head}`, 1)
  emit(`result:${size}:${facts.asks}`, 1)
  if (values.length === 0) return
  const kind = kindOf(values)
  emit(`result:${kind}:${facts.asks}`, 1)
  if (kind === 'number' && values.length === 1) emitNumber(Number(values[0]), shape, emit)
  emitEcho(facts, shape, values, emit)
  const isThing = /^(which|what|who|name|list)$/.test(facts.asks)
  const isPlural = (facts.table.lattice.atoms[facts.headAt]?.norm ?? '').endsWith('s')
  emit(`result:${size}:${isPlural ? 'plural' : 'singular'}:${isThing ? 'wh' : 'no'}`, 1)
}

const emitNumber = (value: number, shape: Shape, emit: Emit): void => {
  const sign = value === 0 ? 'zero' : value === 1 ? 'one' : value < 0 ? 'negative' : 'positive'
  emit(`result ${sign}`, 1)
  emit(`result ${value === 0 ? 'zero' : 'other'}:${shape.head}`, 1)
}

const plainText = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()} `

/** Values that the question names itself are seldom what it asks for. */
const emitEcho = ({ table }: QuestionFacts, shape: Shape, values: readonly string[], emit: Emit): void => {
  const question = plainText(table.lattice.question)
  const said = values.filter(value => question.includes(plainText(value))).length
  if (said === 0) return
  const isChoice = shape.relations.includes('or') ? 'or' : ''
  emit(`result echo:${kindOf(values)}:${said === values.length ? 'all' : 'some'}:${isChoice}`, 1)
}
