import { UnstyledButton } from '@mantine/core'
import { IconArrowUpRight } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { ListSkeleton, useLanguage } from '@millwright/web'
import type { Language } from '@millwright/spec'
import type { Collection, DocumentSummary, RevisionDetail } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { useDocumentsQuery, useRevisionQuery } from '../library-queries.ts'

const askedCollections = 3
const lookedAtDocuments = 20
const askedDocuments = 6
const shownSuggestions = 6
const blocksLookedAt = 120
const shortestHeading = 6
const longestHeading = 60

/** A heading that names a topic: below the title, neither a number alone nor a sentence. */
const topicOf = (revision: RevisionDetail): string | undefined =>
  revision.blocks
    .flatMap(({ block }) => (block.kind === 'heading' && block.level > 1 ? [block.text.trim()] : []))
    .map(text => text.replace(/^[\d.\s]+/, ''))
    .find(
      text => text.length >= shortestHeading && text.length <= longestHeading && !/[.:：。?？]$/.test(text),
    )

/** Documents in the person's language, where there are any: a question in another would be half of each. */
const inLanguage = (
  documents: readonly DocumentSummary[],
  language: Language,
): readonly DocumentSummary[] => {
  const own = documents.filter(item => item.language === language)
  return own.length > 0 ? own : documents
}

/** One of each list in turn, so that every collection has its say. */
const inTurn = (lists: readonly (readonly DocumentSummary[])[]): readonly DocumentSummary[] =>
  Array.from({ length: askedDocuments }, (_, index) => lists.flatMap(list => list.slice(index, index + 1)))
    .flat()
    .slice(0, askedDocuments)

/** Questions about what the library holds; one tap asks. */
export const Suggestions = (props: {
  readonly collections: readonly Collection[]
  readonly onPick: (question: string) => void
}) => {
  const t = useTexts()
  const toList = useDocumentsQuery()
  const toRevision = useRevisionQuery()
  const lists = useQueries({
    queries: props.collections
      .slice(0, askedCollections)
      .map(item => toList(item.id, { state: 'ready', offset: 0, limit: lookedAtDocuments })),
  })
  const { language } = useLanguage()
  const documents = inTurn(lists.map(list => inLanguage(list.data?.documents ?? [], language)))
  const revisions = useQueries({
    queries: documents.map(item => toRevision(item.newest.id, { offset: 0, limit: blocksLookedAt })),
  })
  if ([...lists, ...revisions].some(item => item.isPending)) return <ListSkeleton rows={3} height={56} />
  const questions = documents.flatMap((item, index) => {
    const revision = revisions[index]?.data
    const topic = revision && topicOf(revision)
    return topic === undefined ? [] : [t.welcome.aboutHeading(topic, item.title)]
  })
  if (questions.length === 0) return null
  return (
    <ul className="mw-suggestions">
      {questions.slice(0, shownSuggestions).map(question => (
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
