import { createBrowserRouter } from 'react-router'
import type { RouteObject } from 'react-router'
import type { Permission } from '@millwright/spec'
import { appPanels } from './panels.ts'
import { Shell } from './shell/shell.tsx'
import { NotFoundPage, RouteErrorPage } from './shell/problem-pages.tsx'
import { PageSkeleton } from './ui/states.tsx'
import { guarded } from './session/guarded.tsx'

type LoadPage = () => Promise<{ readonly default: React.ComponentType }>

const lazyPage = (path: string, load: LoadPage, permission?: Permission): RouteObject => ({
  path,
  lazy: async () => {
    const { default: Page } = await load()
    return { Component: permission ? guarded(permission, Page) : Page }
  },
  HydrateFallback: PageSkeleton,
  errorElement: <RouteErrorPage />,
})

/** Where a new conversation with an app begins; an empty path is the start of the page. */
const startRoute = (app: string, path: string): RouteObject => ({
  ...(path === '' ? { index: true as const } : { path }),
  lazy: async () => ({
    Component: (await import('./shell/conversation-route.tsx')).newConversationRoute(app),
  }),
})

/** Routes of the shell and of every app. Each page is a chunk of its own. */
export const createRouter = () =>
  createBrowserRouter([
    {
      path: '/',
      Component: Shell,
      errorElement: <RouteErrorPage />,
      HydrateFallback: PageSkeleton,
      children: [
        ...appPanels.flatMap(({ app, start }) => (start ? [startRoute(app, start.path)] : [])),
        {
          path: 'c/:conversationId',
          lazy: async () => ({
            Component: (await import('./shell/conversation-route.tsx')).ConversationRoute,
          }),
        },
        {
          path: 'runs/:runId',
          lazy: async () => ({ Component: (await import('./shell/run-route.tsx')).RunRoute }),
        },
        lazyPage('sources', () => import('./pages/sources/sources-page.tsx'), 'sources.read'),
        lazyPage('jobs', () => import('./pages/jobs-page.tsx'), 'jobs.read'),
        lazyPage('people', () => import('./pages/people-page.tsx'), 'people.read'),
        lazyPage('tokens', () => import('./pages/tokens-page.tsx'), 'self.write'),
        lazyPage('audit', () => import('./pages/audit-page.tsx'), 'audit.read'),
        lazyPage('settings', () => import('./pages/settings-page.tsx')),
        ...appPanels.flatMap(panels =>
          panels.routes.map(route => lazyPage(route.path, route.load, route.permission)),
        ),
        { path: '*', Component: NotFoundPage },
      ],
    },
  ])
