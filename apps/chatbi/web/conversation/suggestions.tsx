import { Skeleton, UnstyledButton } from '@mantine/core'
import { IconArrowUpRight } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { z } from 'zod'
import { listOf, useApi, useLanguage } from '@millwright/web'

const maxSources = 3

/** One of each list in turn, so that every source has its say. */
const interleave = <T,>(lists: readonly (readonly T[])[]): readonly T[] => {
  const longest = Math.max(0, ...lists.map(list => list.length))
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap(list => list.slice(index, index + 1)),
  ).flat()
}

/** Questions that the semantic models suggest; one click asks. */
export const Suggestions = (props: {
  readonly sourceIds: readonly string[]
  readonly limit: number
  readonly onPick: (question: string) => void
}) => {
  const api = useApi()
  const { language } = useLanguage()
  const replies = useQueries({
    queries: props.sourceIds.slice(0, maxSources).map(sourceId => ({
      queryKey: ['chatbi', 'suggestions', sourceId, language],
      staleTime: 300_000,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get(
          `/api/chatbi/suggestions?sourceId=${encodeURIComponent(sourceId)}&language=${language}`,
          listOf(z.string(), 'suggestions'),
          signal,
        ),
    })),
  })
  if (replies.some(reply => reply.isPending))
    return (
      <div className="mw-suggestions">
        {Array.from({ length: props.limit }, (_, index) => (
          <Skeleton key={index} height={44} radius="md" />
        ))}
      </div>
    )
  const questions = [...new Set(interleave(replies.map(reply => reply.data ?? [])))].slice(0, props.limit)
  if (questions.length === 0) return null
  return (
    <ul className="mw-suggestions">
      {questions.map(question => (
        <li key={question}>
          <UnstyledButton className="mw-suggestion" onClick={() => props.onPick(question)}>
            <span>{question}</span>
            <IconArrowUpRight size={16} aria-hidden="true" />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
