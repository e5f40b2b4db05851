import { useState } from 'react'
import type { FormEvent } from 'react'
import {
  Badge,
  Button,
  Group,
  Modal,
  PasswordInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core'
import type { SelectProps } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { roles } from '@millwright/spec'
import type { Role } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { listOf, nothingSchema, personSchema } from '../api/replies.ts'
import type { Person } from '../api/replies.ts'
import { useMessages } from '../i18n/i18n.tsx'
import { useSession } from '../session/session.ts'
import { useFormat } from '../ui/format.ts'
import { useNotify } from '../ui/notify.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { ErrorState, ListSkeleton } from '../ui/states.tsx'

const peopleQueryKey = ['people'] as const

const roleOf = (value: string | null): Role | undefined => roles.find(role => role === value)

const useRoleOptions = () => {
  const t = useMessages()
  return roles.map(role => ({ value: role, label: t.people.roles[role] }))
}

/** A role in the list of roles: its name, and what it may do beyond the one before. */
const RoleOption: SelectProps['renderOption'] = ({ option }) => <RoleText role={roleOf(option.value)} />

const RoleText = ({ role }: { readonly role: Role | undefined }) => {
  const t = useMessages()
  return role ? (
    <div>
      <Text size="sm">{t.people.roles[role]}</Text>
      <Text size="xs" c="dimmed">
        {t.people.roleHints[role]}
      </Text>
    </div>
  ) : null
}

/** People, their roles and whether they may come in. */
const PeoplePage = () => {
  const t = useMessages()
  const api = useApi()
  const [isAdding, setAdding] = useState(false)
  const people = useQuery({
    queryKey: peopleQueryKey,
    queryFn: ({ signal }) => api.get('/api/people', listOf(personSchema, 'people'), signal),
  })
  return (
    <div className="mw-page">
      <PageHeader
        title={t.people.title}
        lead={t.people.lead}
        actions={
          <Button leftSection={<IconUserPlus size={18} />} onClick={() => setAdding(true)}>
            {t.people.add}
          </Button>
        }
      />
      {people.isPending && <ListSkeleton />}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.data && (
        <div className="mw-panel mw-scroll-x mw-stack" tabIndex={0} role="region" aria-label={t.people.title}>
          <Table verticalSpacing="sm" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.people.name}</Table.Th>
                <Table.Th>{t.people.role}</Table.Th>
                <Table.Th>{t.people.password}</Table.Th>
                <Table.Th>
                  <span className="mw-hidden">{t.common.actions}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {people.data.map(person => (
                <PersonRow key={person.id} person={person} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Modal
        opened={isAdding}
        onClose={() => setAdding(false)}
        title={t.people.add}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <AddPersonForm onDone={() => setAdding(false)} />
      </Modal>
    </div>
  )
}

const useSavePerson = () => {
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const t = useMessages()
  return useMutation({
    mutationFn: ({
      person,
      change,
    }: {
      readonly person: Person
      readonly change: Readonly<Record<string, unknown>>
    }) => api.send('PATCH', `/api/people/${person.id}`, change, nothingSchema),
    onSuccess: (_, { person }) => notify.done(t.people.saved(person.name)),
    onError: error => notify.failed(error),
    onSettled: () => client.invalidateQueries({ queryKey: peopleQueryKey }),
  })
}

const PersonRow = ({ person }: { readonly person: Person }) => {
  const t = useMessages()
  const format = useFormat()
  const session = useSession()
  const save = useSavePerson()
  const options = useRoleOptions()
  const [isSettingPassword, setSettingPassword] = useState(false)
  const isSelf = session.person.id === person.id
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text fw={560}>{person.name}</Text>
          {isSelf && <Badge color="gray">{t.people.you}</Badge>}
          {person.disabled && <Badge color="red">{t.people.disabled}</Badge>}
        </Group>
        {person.createdAt && (
          <Text size="xs" c="dimmed">
            {format.dateTime(person.createdAt)}
          </Text>
        )}
      </Table.Td>
      <Table.Td miw={220}>
        <Select
          aria-label={`${t.people.role}: ${person.name}`}
          data={options}
          renderOption={RoleOption}
          value={person.role}
          disabled={isSelf}
          allowDeselect={false}
          onChange={value => {
            const role = roleOf(value)
            if (role && role !== person.role) save.mutate({ person, change: { role } })
          }}
        />
      </Table.Td>
      <Table.Td>
        {isSelf ? null : (
          <Button size="compact-md" variant="default" onClick={() => setSettingPassword(true)}>
            {t.people.setPassword}
          </Button>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {!isSelf && (
          <Button
            size="compact-md"
            variant="subtle"
            color={person.disabled ? 'petrol' : 'red'}
            onClick={() => save.mutate({ person, change: { disabled: !person.disabled } })}
          >
            {person.disabled ? t.people.enable : t.people.disable}
          </Button>
        )}
        <Modal
          opened={isSettingPassword}
          onClose={() => setSettingPassword(false)}
          title={`${t.people.setPassword}: ${person.name}`}
          closeButtonProps={{ 'aria-label': t.common.close }}
        >
          <PasswordForm person={person} onDone={() => setSettingPassword(false)} />
        </Modal>
      </Table.Td>
    </Table.Tr>
  )
}

const PasswordForm = ({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) => {
  const t = useMessages()
  const save = useSavePerson()
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ person, change: { password } }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label={t.people.password}
          description={t.people.passwordHint}
          autoComplete="new-password"
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
          required
          data-autofocus
        />
        <Button type="submit" loading={save.isPending}>
          {t.common.save}
        </Button>
      </Stack>
    </form>
  )
}

const AddPersonForm = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useMessages()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const options = useRoleOptions()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [password, setPassword] = useState('')
  const add = useMutation({
    mutationFn: () =>
      api.send(
        'POST',
        '/api/people',
        { name, role, ...(password === '' ? {} : { password }) },
        nothingSchema,
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: peopleQueryKey })
      notify.done(t.people.saved(name))
      onDone()
    },
    onError: error => notify.failed(error),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t.people.name}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <Select
          label={t.people.role}
          data={options}
          renderOption={RoleOption}
          description={t.people.roleHints[role]}
          value={role}
          allowDeselect={false}
          onChange={value => setRole(roleOf(value) ?? 'viewer')}
        />
        <PasswordInput
          label={t.people.password}
          description={t.people.passwordHint}
          autoComplete="new-password"
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending}>
          {t.common.add}
        </Button>
      </Stack>
    </form>
  )
}

export default PeoplePage
