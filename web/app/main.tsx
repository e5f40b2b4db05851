import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router/dom'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './theme/page.css'
import { ApiError, createApi } from './api/api.ts'
import { ApiProvider } from './api/api-context.tsx'
import { LanguageProvider } from './i18n/i18n.tsx'
import { createRouter } from './router.tsx'
import { SessionGate } from './session/session-gate.tsx'
import { resolveCssVariables, theme } from './theme/theme.ts'

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && error.retryable,
    },
    mutations: { retry: false },
  },
})

const api = createApi()
const router = createRouter()
const colorScheme = localStorageColorSchemeManager({ key: 'millwright-color-scheme' })

const root = document.getElementById('root')
if (!root) throw new Error('bug: the page has no #root')
createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveCssVariables}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <ApiProvider api={api}>
            <Notifications position="top-center" limit={4} />
            <SessionGate>
              <RouterProvider router={router} />
            </SessionGate>
          </ApiProvider>
        </QueryClientProvider>
      </MantineProvider>
    </LanguageProvider>
  </StrictMode>,
)
