import { createContext, useContext, useMemo } from 'react'
import { useSearchParams } from 'react-router'

/** Which place of which run is shown: one that its answer cites, or a passage that it found. */
export interface SourceReference {
  readonly runId: string
  readonly from: 'cited' | 'found'
  readonly index: number
}

export interface SourceViewing {
  readonly shown: SourceReference | undefined
  readonly open: (source: SourceReference) => void
  readonly close: () => void
}

const parse = (text: string | null): SourceReference | undefined => {
  const match = /^(?<runId>[\w-]+)\.(?<from>cited|found)\.(?<index>\d+)$/.exec(text ?? '')?.groups
  return match
    ? {
        runId: match['runId'] ?? '',
        from: match['from'] === 'found' ? 'found' : 'cited',
        index: Number(match['index']),
      }
    : undefined
}

/**
 * The source that stands in the address: a reload or a link opens it again, and on a phone the way back closes it.
 */
export const useSourceOfAddress = (): SourceViewing => {
  const [search, setSearch] = useSearchParams()
  const text = search.get('source')
  return useMemo(() => {
    const shown = parse(text)
    return {
      shown,
      open: ({ runId, from, index }) =>
        setSearch(
          { source: `${runId}.${from}.${index}` },
          { replace: shown !== undefined, preventScrollReset: true },
        ),
      close: () => setSearch({}, { replace: true, preventScrollReset: true }),
    }
  }, [text, setSearch])
}

export const SourceContext = createContext<SourceViewing | undefined>(undefined)

/** The way to open a source beside the answer. */
export const useSource = (): SourceViewing => {
  const value = useContext(SourceContext)
  if (!value) throw new Error('bug: no SourceContext above')
  return value
}
