import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'

const optionSelector = 'button[data-option]:not(:disabled)'

/** Whether somebody is writing: then the cursor stays where it is. */
const isWriting = (): boolean => {
  const active = document.activeElement
  return active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement
    ? active.value !== ''
    : active instanceof HTMLElement && active.isContentEditable
}

/**
 * Choosing by keyboard: arrows go from option to option, Home and End to the first and last, and the key that an option names
 * (`data-option`) chooses it. Where it `arrives` while nobody writes, the first option gets the focus.
 */
export const useOptionKeys = (arrives: boolean) => {
  const list = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    if (arrives && !isWriting() && matchMedia('(hover: hover)').matches)
      list.current?.querySelector<HTMLElement>(optionSelector)?.focus()
  }, [arrives])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const options = [...(list.current?.querySelectorAll<HTMLElement>(optionSelector) ?? [])]
    const named = options.find(option => option.dataset['option'] === event.key)
    const next = named ?? nextOf(options, event.key)
    if (!next) return
    event.preventDefault()
    next.focus()
    if (named) named.click()
  }
  return { list, onKeyDown }
}

const nextOf = (options: readonly HTMLElement[], key: string): HTMLElement | undefined => {
  const at = options.findIndex(option => option === document.activeElement)
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return options[(at + 1) % options.length]
    case 'ArrowUp':
    case 'ArrowLeft':
      return options.at(at <= 0 ? -1 : at - 1)
    case 'Home':
      return options[0]
    case 'End':
      return options.at(-1)
    default:
      return undefined
  }
}
