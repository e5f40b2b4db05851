import { useMemo, useState } from 'react'
import { ActionIcon, Menu, ScrollArea, Text, TextInput } from '@mantine/core'
import { IconDots, IconPencil, IconSearch, IconTrash } from '@tabler/icons-react'
import { NavLink, useMatch, useNavigate } from 'react-router'
import type { Conversation } from '@millwright/spec'
import { useLocalize, useMessages } from '../i18n/i18n.tsx'
import { useNotify } from '../ui/notify.tsx'
import { ListSkeleton } from '../ui/states.tsx'
import { useAskableApps } from './current-app.ts'
import { useConversations, useRemoveConversation, useRenameConversation } from './conversations.ts'

/** Search, and the conversations by day. */
export const ConversationList = ({ onNavigate }: { readonly onNavigate: () => void }) => {
  const t = useMessages()
  const conversations = useConversations()
  const { hidden, remove, undo } = useRemoveConversation()
  const notify = useNotify()
  const navigate = useNavigate()
  const current = useMatch('/c/:conversationId')?.params.conversationId
  const [search, setSearch] = useState('')
  const shown = useMemo(
    () =>
      (conversations.data ?? []).filter(
        item => !hidden.has(item.id) && item.title.toLowerCase().includes(search.trim().toLowerCase()),
      ),
    [conversations.data, hidden, search],
  )
  const removeWithUndo = (item: Conversation) => {
    remove(item.id)
    if (current === item.id) void navigate('/')
    notify.undoable(t.nav.removed(item.title), () => undo(item.id))
  }
  return (
    <section className="mw-conversations" aria-label={t.nav.conversations}>
      <TextInput
        size="sm"
        variant="filled"
        leftSection={<IconSearch size={15} />}
        aria-label={t.nav.searchConversations}
        placeholder={t.nav.searchConversations}
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
      />
      <ScrollArea className="mw-conversation-scroll" type="hover" scrollbarSize={6}>
        {conversations.isPending && <ListSkeleton rows={5} height={30} />}
        {conversations.isSuccess && shown.length === 0 && (
          <Text size="sm" c="dimmed" px="xs" py="sm">
            {search === '' ? t.nav.noConversations : t.nav.noMatch(search)}
          </Text>
        )}
        {groupByDay(shown).map(group => (
          <div key={group.day}>
            <h2 className="mw-group-title">{t.nav[group.day]}</h2>
            <ul className="mw-conversation-items">
              {group.items.map(item => (
                <ConversationItem
                  key={item.id}
                  conversation={item}
                  onNavigate={onNavigate}
                  onRemove={() => removeWithUndo(item)}
                />
              ))}
            </ul>
          </div>
        ))}
      </ScrollArea>
    </section>
  )
}

type Day = 'today' | 'yesterday' | 'earlier'

const groupByDay = (items: readonly Conversation[]) => {
  const midnight = new Date()
  midnight.setHours(0, 0, 0, 0)
  const dayOf = (item: Conversation): Day => {
    const at = new Date(item.updatedAt).getTime()
    if (at >= midnight.getTime()) return 'today'
    return at >= midnight.getTime() - 86_400_000 ? 'yesterday' : 'earlier'
  }
  const days: readonly Day[] = ['today', 'yesterday', 'earlier']
  return days
    .map(day => ({ day, items: items.filter(item => dayOf(item) === day) }))
    .filter(group => group.items.length > 0)
}

const ConversationItem = (props: {
  readonly conversation: Conversation
  readonly onNavigate: () => void
  readonly onRemove: () => void
}) => {
  const t = useMessages()
  const { conversation } = props
  const [isRenaming, setRenaming] = useState(false)
  if (isRenaming) return <RenameField conversation={conversation} onDone={() => setRenaming(false)} />
  return (
    <li className="mw-conversation">
      <NavLink to={`/c/${conversation.id}`} className="mw-conversation-link" onClick={props.onNavigate}>
        <AppMark app={conversation.app} />
        {conversation.title}
      </NavLink>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <ActionIcon
            className="mw-conversation-menu"
            size="md"
            aria-label={t.nav.conversationMenu(conversation.title)}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setRenaming(true)}>
            {t.nav.rename}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={props.onRemove}>
            {t.nav.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

/** Which app answers in a conversation, where there is more than one. */
const AppMark = ({ app }: { readonly app: string | undefined }) => {
  const localize = useLocalize()
  const apps = useAskableApps()
  const start = apps.find(item => item.app === app)?.start
  if (!start || apps.length < 2) return null
  return (
    <span className="mw-app-mark" title={localize(start.label)}>
      <span aria-hidden="true">{start.icon}</span>
      <span className="mw-hidden">{localize(start.label)}: </span>
    </span>
  )
}

/** The field appears because a person asked for it, so that is where they want to type. */
const focusOnce = (field: HTMLInputElement | null): void => field?.select()

const RenameField = (props: { readonly conversation: Conversation; readonly onDone: () => void }) => {
  const t = useMessages()
  const rename = useRenameConversation()
  const notify = useNotify()
  const [title, setTitle] = useState(props.conversation.title)
  const save = () => {
    props.onDone()
    const trimmed = title.trim()
    if (trimmed === '' || trimmed === props.conversation.title) return
    rename.mutate({ id: props.conversation.id, title: trimmed }, { onError: error => notify.failed(error) })
  }
  return (
    <li className="mw-conversation">
      <TextInput
        size="xs"
        flex={1}
        ref={focusOnce}
        aria-label={t.nav.conversationTitle}
        value={title}
        onChange={event => setTitle(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={event => {
          if (event.key === 'Enter') save()
          if (event.key === 'Escape') props.onDone()
        }}
      />
    </li>
  )
}
