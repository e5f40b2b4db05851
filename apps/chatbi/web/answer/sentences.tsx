import { UnstyledButton } from '@mantine/core'
import type { Narration, NarrationMark, NarrationSentence } from '../../narrate/narration.ts'
import { useTexts } from '../i18n/messages.ts'

import type { CellPlace } from './result-grid.tsx'

/** The cell that a number was taken from; counts and words of the question have none. */
const placeOf = (mark: NarrationMark): CellPlace | undefined =>
  'row' in mark ? { row: mark.row, column: mark.column } : undefined

/** The answer in words. Every number leads to the cell that it was taken from. */
export const Sentences = (props: {
  readonly answer: Narration
  readonly marked: CellPlace | undefined
  readonly onMark: (place: CellPlace | undefined, isPinned: boolean) => void
}) => (
  <div className="cb-sentences" lang={props.answer.language === 'zh' ? 'zh-CN' : 'en'}>
    {props.answer.sentences.map((sentence, index) => (
      <p key={index}>
        {splitAtMarks(sentence).map((piece, position) =>
          piece.mark ? (
            <MarkedNumber key={position} {...props} text={piece.text} mark={piece.mark} />
          ) : (
            <span key={position}>{piece.text}</span>
          ),
        )}
      </p>
    ))}
  </div>
)

interface Piece {
  readonly text: string
  readonly mark?: NarrationMark
}

const splitAtMarks = (sentence: NarrationSentence): readonly Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const mark of [...sentence.marks].sort((left, right) => left.from - right.from)) {
    if (mark.from < at) continue
    if (mark.from > at) pieces.push({ text: sentence.text.slice(at, mark.from) })
    pieces.push({ text: sentence.text.slice(mark.from, mark.to), mark })
    at = mark.to
  }
  return at < sentence.text.length ? [...pieces, { text: sentence.text.slice(at) }] : pieces
}

const MarkedNumber = (props: {
  readonly text: string
  readonly mark: NarrationMark
  readonly marked: CellPlace | undefined
  readonly onMark: (place: CellPlace | undefined, isPinned: boolean) => void
}) => {
  const t = useTexts()
  const place = placeOf(props.mark)
  if (!place) return <span>{props.text}</span>
  const isOn = props.marked?.row === place.row && props.marked.column === place.column
  return (
    <UnstyledButton
      component="button"
      className="cb-number"
      data-on={isOn || undefined}
      aria-pressed={isOn}
      title={t.answer.showCell}
      onMouseEnter={() => props.onMark(place, false)}
      onMouseLeave={() => props.onMark(undefined, false)}
      onFocus={() => props.onMark(place, false)}
      onBlur={() => props.onMark(undefined, false)}
      onClick={() => props.onMark(place, true)}
    >
      {props.text}
    </UnstyledButton>
  )
}
