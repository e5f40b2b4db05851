import { useRef } from 'react'
import type { RefObject } from 'react'
import { usePinch } from '@use-gesture/react'

/**
 * Zooms by two fingers, or by the wheel with Ctrl held, within `[from, to]` times the width of the pane. Returns what
 * the element to be pinched is referred to by.
 */
export const usePinchZoom = (
  zoom: number,
  onZoom: (zoom: number) => void,
  bounds: readonly [from: number, to: number],
): RefObject<HTMLDivElement | null> => {
  const target = useRef<HTMLDivElement>(null)
  const [min, max] = bounds
  const follow = ({ offset: [scale], last }: { offset: [number, number]; last: boolean }) => {
    if (!last) onZoom(scale) // the end comes late after a wheel, and moves nothing
  }
  usePinch(follow, {
    target,
    eventOptions: { passive: false }, // so that the browser does not zoom the whole page as well
    scaleBounds: { min, max },
    from: () => [zoom, 0],
  })
  return target
}
