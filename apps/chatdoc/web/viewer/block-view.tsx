import { createElement } from 'react'
import { IconAlertTriangle, IconInfoCircle, IconPencilCheck, IconPhoto } from '@tabler/icons-react'
import { useFormat } from '@millwright/web'
import type { Block } from '../../document/block.ts'
import type { Correction } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import type { CellPlaces } from '../place.ts'
import { BlockTable } from './block-table.tsx'

/** A block's text with the words of `quote` marked, where they stand in it as they are. */
const QuotedText = ({ text, quote }: { readonly text: string; readonly quote: string | undefined }) => {
  const at = quote === undefined || quote === '' ? -1 : text.indexOf(quote)
  if (quote === undefined || at < 0 || quote.length === text.length) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{quote}</mark>
      {text.slice(at + quote.length)}
    </>
  )
}

/** One block of a document as text; `isMarked` is what was cited. Text of documents is never markup. */
export const BlockView = (props: {
  readonly block: Block
  readonly isMarked: boolean
  readonly cells?: CellPlaces | undefined
  /** The words of it that were cited; they stand out. */
  readonly quote?: string | undefined
  readonly correction?: Correction | undefined
}) => {
  const { block, isMarked, correction } = props
  return (
    <div
      className="cd-block"
      data-kind={block.kind}
      data-block={block.id}
      data-marked={isMarked || undefined}
    >
      <BlockBody block={block} isMarked={isMarked} cells={props.cells} quote={props.quote} />
      {correction && <CorrectionMark correction={correction} />}
    </div>
  )
}

const CorrectionMark = ({ correction }: { readonly correction: Correction }) => {
  const t = useTexts()
  const format = useFormat()
  return (
    <p className="cd-corrected">
      <IconPencilCheck size={14} aria-hidden="true" />
      {t.viewer.correctedBy(correction.by, format.dateTime(correction.at))}
    </p>
  )
}

/** Many documents print the word themselves. */
const severityWords = /^\s*(?:danger|warning|caution|notice|note|important|危险|警告|小心|注意)/i

const BlockBody = ({
  block,
  isMarked,
  cells,
  quote,
}: {
  readonly block: Block
  readonly isMarked: boolean
  readonly cells: CellPlaces | undefined
  readonly quote: string | undefined
}) => {
  const t = useTexts()
  const text = isMarked ? <QuotedText text={block.text} quote={quote} /> : block.text
  switch (block.kind) {
    case 'heading':
      return createElement(`h${Math.min(block.level + 2, 6)}`, { 'data-level': block.level }, text)
    case 'item':
      return (
        <p className="cd-item" style={{ marginLeft: `${(block.level - 1) * 22}px` }}>
          <span className="cd-item-marker">{block.marker === '' ? '•' : block.marker}</span>
          <span>{text}</span>
        </p>
      )
    case 'table':
      return <BlockTable table={block} marked={isMarked ? cells : undefined} />
    case 'figure':
      return (
        <p className="cd-figure">
          <IconPhoto size={18} aria-hidden="true" />
          <span>{block.caption || text}</span>
        </p>
      )
    case 'warning':
      return (
        <p className="cd-warning" data-severity={block.severity}>
          {block.severity === 'notice' ? (
            <IconInfoCircle size={18} aria-hidden="true" />
          ) : (
            <IconAlertTriangle size={18} aria-hidden="true" />
          )}
          <span>
            {!severityWords.test(block.text) && <strong>{t.severities[block.severity]} </strong>}
            {text}
          </span>
        </p>
      )
    case 'code':
      return (
        <pre className="cd-code" tabIndex={0}>
          {text}
        </pre>
      )
    case 'parameter':
      return (
        <p className="cd-parameter">
          <strong>{block.name}</strong> {block.value}
        </p>
      )
    default:
      return <p>{text}</p>
  }
}
