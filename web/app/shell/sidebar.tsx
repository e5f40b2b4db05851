import type { ReactNode } from 'react'
import { Avatar, Button, Menu, UnstyledButton } from '@mantine/core'
import {
  IconDatabase,
  IconKeyboard,
  IconKey,
  IconListCheck,
  IconLogout,
  IconMessagePlus,
  IconReportSearch,
  IconSelector,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, NavLink, useNavigate } from 'react-router'
import type { Permission } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { nothingSchema } from '../api/replies.ts'
import { useLocalize, useMessages } from '../i18n/i18n.tsx'
import { appPanels } from '../panels.ts'
import { sessionQueryKey, useCan, useSession } from '../session/session.ts'
import { AppSwitch } from './app-switch.tsx'
import { Brand } from './brand.tsx'
import { ConversationList } from './conversation-list.tsx'
import { useCurrentApp } from './current-app.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { shortcutsHelpEvent } from './shortcuts.tsx'

interface SidebarLink {
  readonly to: string
  readonly label: string
  readonly icon: ReactNode
  readonly permission: Permission
}

export const Sidebar = ({ onNavigate }: { readonly onNavigate: () => void }) => {
  const t = useMessages()
  const current = useCurrentApp()
  return (
    <nav className="mw-sidebar" aria-label={t.nav.main}>
      <div className="mw-sidebar-top">
        <Link to="/" className="mw-brand-link" onClick={onNavigate}>
          <Brand />
        </Link>
        <LanguageSwitch />
      </div>
      <AppSwitch onNavigate={onNavigate} />
      <Button
        component={Link}
        to={current?.to ?? '/'}
        onClick={onNavigate}
        leftSection={<IconMessagePlus size={18} />}
        variant="light"
        fullWidth
        justify="flex-start"
      >
        {t.nav.newQuestion}
      </Button>
      <ConversationList onNavigate={onNavigate} />
      <PageLinks onNavigate={onNavigate} />
      <AccountMenu onNavigate={onNavigate} />
    </nav>
  )
}

const PageLinks = ({ onNavigate }: { readonly onNavigate: () => void }) => {
  const t = useMessages()
  const localize = useLocalize()
  const can = useCan()
  const fromApps = appPanels
    .flatMap(panels => panels.navigation)
    .sort((left, right) => left.order - right.order)
    .map(link => ({ ...link, label: localize(link.label) }))
  const links: readonly SidebarLink[] = [
    { to: '/sources', label: t.nav.sources, icon: <IconDatabase />, permission: 'sources.read' },
    ...fromApps,
    { to: '/jobs', label: t.nav.jobs, icon: <IconListCheck />, permission: 'jobs.read' },
    { to: '/people', label: t.nav.people, icon: <IconUsers />, permission: 'people.read' },
    { to: '/audit', label: t.nav.audit, icon: <IconReportSearch />, permission: 'audit.read' },
  ]
  return (
    <ul className="mw-nav-links">
      {links
        .filter(link => can(link.permission))
        .map(link => (
          <li key={link.to}>
            <NavLink to={link.to} className="mw-nav-link" onClick={onNavigate}>
              <span aria-hidden="true">{link.icon}</span>
              {link.label}
            </NavLink>
          </li>
        ))}
    </ul>
  )
}

const AccountMenu = ({ onNavigate }: { readonly onNavigate: () => void }) => {
  const t = useMessages()
  const { person } = useSession()
  const api = useApi()
  const client = useQueryClient()
  const navigate = useNavigate()
  const signOut = async () => {
    await api.send('DELETE', '/api/session', undefined, nothingSchema)
    client.clear()
    await client.invalidateQueries({ queryKey: sessionQueryKey })
    location.assign('/')
  }
  const go = (path: string) => {
    onNavigate()
    void navigate(path)
  }
  return (
    <Menu width={240} position="top-start">
      <Menu.Target>
        <UnstyledButton className="mw-account">
          <Avatar size={30} radius="xl" name={person.name} color="petrol" />
          <span className="mw-account-text">
            <strong>{person.name}</strong>
            <span>{t.people.roles[person.role]}</span>
          </span>
          <IconSelector size={16} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => go('/settings')}>
          {t.nav.settings}
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} />} onClick={() => go('/tokens')}>
          {t.nav.tokens}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={16} />}
          onClick={() => window.dispatchEvent(new Event(shortcutsHelpEvent))}
        >
          {t.nav.shortcuts}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t.nav.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
