import { useEffect, useMemo } from 'react'
import { matchPath, useLocation } from 'react-router'
import { appPanels } from '../panels.ts'
import type { AppPanels, PanelStart } from '../panels.ts'
import { useConversationRuns } from '../runs/use-run.ts'
import { useCan } from '../session/session.ts'
import { useConversations } from './conversations.ts'

const storageKey = 'millwright-app'

/** An app that can be asked, with the address where that begins. */
export interface AskableApp {
  readonly app: string
  readonly to: string
  readonly start: PanelStart
}

const askable: readonly AskableApp[] = appPanels.flatMap(({ app, start }) =>
  start ? [{ app, to: `/${start.path}`, start }] : [],
)

/** The apps that this person may ask. */
export const useAskableApps = (): readonly AskableApp[] => {
  const can = useCan()
  return useMemo(() => askable.filter(({ start }) => can(start.permission)), [can])
}

/** The app of a conversation: the list tells it, and where it does not know yet, its latest run. */
export const useAppOfConversation = (conversationId: string | undefined): string | undefined => {
  const listed = useConversations().data?.find(item => item.id === conversationId)?.app
  const runs = useConversationRuns(listed === undefined ? conversationId : undefined)
  return listed ?? runs.data?.at(-1)?.app
}

const hasRoute = ({ routes }: AppPanels, pathname: string): boolean =>
  routes.some(route => matchPath(`/${route.path}`, pathname) !== null)

/** The app that the page is about: by its address, else the one that was last asked in this tab. */
export const useCurrentApp = (): AskableApp | undefined => {
  const { pathname } = useLocation()
  const apps = useAskableApps()
  const conversation = matchPath('/c/:conversationId', pathname)?.params.conversationId
  const ofConversation = useAppOfConversation(conversation)
  const ofAddress =
    ofConversation ??
    apps.find(({ to }) => to === pathname)?.app ??
    appPanels.find(panels => hasRoute(panels, pathname))?.app
  useEffect(() => {
    if (ofAddress !== undefined) sessionStorage.setItem(storageKey, ofAddress)
  }, [ofAddress])
  const name = ofAddress ?? sessionStorage.getItem(storageKey)
  return apps.find(({ app }) => app === name) ?? apps.find(({ to }) => to === '/') ?? apps[0]
}
