import { useEffect } from 'react'

const writing = 'input:not([type=radio], [type=checkbox]), textarea, [contenteditable=true]'
const somethingAbove = '[role=dialog], [role=menu], [role=listbox]'

/**
 * Escape closes one thing at a time: what lies above the page first. Heard before those who close themselves,
 * while they are still there to be seen.
 */
export const useEscape = (close: () => void): void => {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector(somethingAbove)) return
      const isWriting = event.target instanceof HTMLElement && event.target.matches(writing)
      if (!isWriting) close()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [close])
}
