/** What the form of a question says of its answer. */
export interface QuestionForm {
  /** A number, an amount or a date. */
  readonly expectsNumber: boolean
  /** One fact, told in one place: who, where, when, how many, which. */
  readonly expectsFact: boolean
}

const number =
  /\bhow (?:many|much|long|old|far|high|fast|often|large|big|deep|wide|tall)\b|\bwh(?:at|ich) (?:year|date|percentage|percent|number|size|value|torque|temperature|pressure|speed)\b|^\W*(?:\w+ )?when\b|多少|几|何时|什么时候|哪年|哪一年|多长|多大|多高|多久|多重|多快/i

/** Question words at the beginning, behind one word at most ("in which"); elsewhere they only join clauses. */
const fact = /^\W*(?:\w+ )?(?:who|whom|whose|where|which)\b|谁|哪|何地|何处|什么地方|叫什么|什么名/i

/** A topic asked about ("effects of heating on wings") is neither. */
export const formOf = (question: string): QuestionForm => {
  const expectsNumber = number.test(question)
  return { expectsNumber, expectsFact: expectsNumber || fact.test(question) }
}
