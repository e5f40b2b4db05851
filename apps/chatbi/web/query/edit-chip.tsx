import { useState } from 'react'
import type { ReactNode } from 'react'
import { CloseButton, Popover, UnstyledButton } from '@mantine/core'
import { useTexts } from '../i18n/messages.ts'

export type ChipKind = 'measure' | 'dimension' | 'filter' | 'time' | 'order' | 'limit' | 'column'

/** A part of the query as a chip: click to change it, the cross removes it. */
export const EditChip = (props: {
  readonly kind: ChipKind
  readonly label: string
  readonly prefix?: string | undefined
  readonly isReadOnly: boolean
  readonly editor?: ((close: () => void) => ReactNode) | undefined
  readonly onRemove?: (() => void) | undefined
}) => {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { editor } = props
  const content = (
    <>
      {props.prefix && <span className="cb-chip-prefix">{props.prefix}</span>}
      <span className="cb-chip-label">{props.label}</span>
    </>
  )
  if (props.isReadOnly || !editor)
    return (
      <span className="cb-chip" data-kind={props.kind}>
        <span className="cb-chip-main">{content}</span>
        {!props.isReadOnly && props.onRemove && <RemoveCross {...props} onRemove={props.onRemove} />}
      </span>
    )
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={320}
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span className="cb-chip" data-kind={props.kind} data-open={isOpen || undefined}>
          <UnstyledButton
            className="cb-chip-main"
            onClick={() => setOpen(open => !open)}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            title={t.query.change(props.label)}
            data-step-edit
          >
            {content}
          </UnstyledButton>
          {props.onRemove && <RemoveCross {...props} onRemove={props.onRemove} />}
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t.query.change(props.label)}>
        {editor(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  )
}

const RemoveCross = ({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) => {
  const t = useTexts()
  return (
    <CloseButton size="sm" className="cb-chip-remove" aria-label={t.query.remove(label)} onClick={onRemove} />
  )
}
