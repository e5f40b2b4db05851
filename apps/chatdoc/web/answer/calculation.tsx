import { CitationChips } from './citations.tsx'
import type { PartsProps } from './answer-parts.tsx'

/** A result as large as it is wanted, the formula that gives it, and each value of it with its cell. */
export const Calculation = (props: PartsProps & { readonly short: string | undefined }) => {
  const [result, ...values] = props.parts
  if (!result) return null
  const text = props.short ?? result.text
  return (
    <div className="cd-value">
      <p className="cd-value-number">
        <span className="mw-num" data-long={text.length > 24 || undefined}>
          {text}
        </span>
      </p>
      {text !== result.text && <p className="cd-value-text mw-num">{result.text}</p>}
      {values.map(part => (
        <p key={part.index} className="cd-value-text">
          {part.text} <CitationChips {...props} of={part.citations} />
        </p>
      ))}
    </div>
  )
}
