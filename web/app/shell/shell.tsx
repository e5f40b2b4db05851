import { Suspense, useState } from 'react'
import { ActionIcon, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconMenu2, IconMessagePlus } from '@tabler/icons-react'
import { Link, Outlet, ScrollRestoration } from 'react-router'
import { useMessages } from '../i18n/i18n.tsx'
import { PageSkeleton } from '../ui/states.tsx'
import { AppSwitch } from './app-switch.tsx'
import { Brand } from './brand.tsx'
import { useAskableApps, useCurrentApp } from './current-app.ts'
import { Sidebar } from './sidebar.tsx'
import { ShortcutsHelp } from './shortcuts.tsx'

/** The frame of every page: navigation at the left (a drawer on a phone), the page beside it. */
export const Shell = () => {
  const t = useMessages()
  const apps = useAskableApps()
  const current = useCurrentApp()
  const isNarrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false })
  const [isMenuOpen, setMenuOpen] = useState(false)
  return (
    <div className="mw-shell">
      <a className="mw-skip" href="#content">
        {t.nav.skipToContent}
      </a>
      {isNarrow ? (
        <header className="mw-topbar">
          <ActionIcon size={44} aria-label={t.nav.openMenu} onClick={() => setMenuOpen(true)}>
            <IconMenu2 size={22} />
          </ActionIcon>
          {apps.length > 1 ? <AppSwitch onNavigate={() => undefined} /> : <Brand />}
          <ActionIcon component={Link} to={current?.to ?? '/'} size={44} aria-label={t.nav.newQuestion}>
            <IconMessagePlus size={22} />
          </ActionIcon>
        </header>
      ) : (
        <Sidebar onNavigate={() => undefined} />
      )}
      <Drawer
        opened={Boolean(isNarrow) && isMenuOpen}
        onClose={() => setMenuOpen(false)}
        size={300}
        withCloseButton={false}
        padding={0}
        title={t.nav.main}
        classNames={{ header: 'mw-hidden' }}
      >
        <Sidebar onNavigate={() => setMenuOpen(false)} />
      </Drawer>
      <main id="content" className="mw-main" tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <ShortcutsHelp />
      <ScrollRestoration />
    </div>
  )
}
