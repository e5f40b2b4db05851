import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { roles } from '@millwright/spec'
import { useApi, useShellMessages } from '@millwright/web'
import { personSchema } from '../../library/replies.ts'
import type { Reader } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { libraryKey } from '../library-queries.ts'

const keyOf = (reader: Reader): string => `${reader.kind}:${reader.subject}`

const toReader = (key: string): Reader | undefined => {
  const [kind, ...rest] = key.split(':')
  const subject = rest.join(':')
  const role = roles.find(item => item === subject)
  if (kind === 'person') return { kind, subject }
  return role ? { kind: 'role', subject: role } : undefined
}

const usePeople = () => {
  const api = useApi()
  return useQuery({
    queryKey: [...libraryKey, 'people'],
    queryFn: ({ signal }) => api.get('/api/chatdoc/people', z.array(personSchema), signal),
  })
}

/** Who reads: roles (with everyone above them) and people. */
export const ReadersEditor = (props: {
  readonly label: string
  readonly readers: readonly Reader[]
  readonly onChange: (readers: readonly Reader[]) => void
}) => {
  const t = useTexts()
  const shell = useShellMessages()
  const people = usePeople().data ?? []
  const known = new Map(people.map(person => [`person:${person.id}`, person.name]))
  for (const reader of props.readers)
    if (reader.kind === 'person')
      known.set(keyOf(reader), known.get(keyOf(reader)) ?? reader.name ?? reader.subject)
  return (
    <MultiSelect
      label={props.label}
      description={t.library.readersHint}
      searchable
      value={props.readers.map(keyOf)}
      onChange={keys => props.onChange(keys.flatMap(key => toReader(key) ?? []))}
      data={[
        {
          group: t.library.byRole,
          items: roles.map(role => ({
            value: `role:${role}`,
            label: role === 'viewer' ? t.library.everyone : t.library.roleAndAbove(shell.people.roles[role]),
          })),
        },
        {
          group: t.library.byName,
          items: [...known].map(([value, label]) => ({ value, label })),
        },
      ]}
    />
  )
}
