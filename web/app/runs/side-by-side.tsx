import { Text } from '@mantine/core'
import { useMessages } from '../i18n/i18n.tsx'
import { diffSides } from './diff-sides.ts'
import type { SidesGap, SidesRow } from './diff-sides.ts'

/** Two versions of a text beside each other, one below the other where there is no room; only what differs is shown. */
export const SideBySide = (props: {
  readonly left: string
  readonly right: string
  readonly leftTitle: string
  readonly rightTitle: string
}) => {
  const t = useMessages()
  if (props.left === props.right)
    return (
      <Text size="sm" c="dimmed">
        {t.runs.noDifference}
      </Text>
    )
  return (
    <div
      className="mw-sides"
      tabIndex={0}
      role="region"
      aria-label={`${props.leftTitle} / ${props.rightTitle}`}
    >
      <div className="mw-sides-row mw-sides-head">
        <span data-side="left">{props.leftTitle}</span>
        <span data-side="right">{props.rightTitle}</span>
      </div>
      {diffSides(props.left, props.right).map((row, index) => (
        <Row key={index} row={row} />
      ))}
    </div>
  )
}

const Row = ({ row }: { readonly row: SidesRow | SidesGap }) => {
  const t = useMessages()
  if (row.kind === 'gap') return <div className="mw-sides-gap">{t.runs.sameLines(row.count)}</div>
  return (
    <div className="mw-sides-row" data-kind={row.kind}>
      <span data-side="left">{row.left ?? ''}</span>
      <span data-side="right">{row.right ?? ''}</span>
    </div>
  )
}
