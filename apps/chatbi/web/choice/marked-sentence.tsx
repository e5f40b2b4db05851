import type { Stretch } from '../../ask/step-outputs.ts'

/** A sentence with what other sentences do not say set in bold and underlined. */
export const MarkedSentence = (props: { readonly text: string; readonly stretches: readonly Stretch[] }) => {
  const { text, stretches } = props
  const ends = [0, ...stretches.map(({ to }) => to)]
  return (
    <>
      {stretches.map(({ from, to }, index) => (
        <span key={from}>
          {text.slice(ends[index], from)}
          <strong className="cb-differs">{text.slice(from, to)}</strong>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  )
}
