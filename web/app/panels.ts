import type { ComponentType, ReactNode } from 'react'
import type { Localized, Permission, Run, Source } from '@millwright/spec'
import type { Failure } from './i18n/error-texts.ts'

/** A page of an app. `load` brings its module only when it is opened. */
export interface PanelRoute {
  readonly path: string
  readonly permission: Permission
  readonly load: () => Promise<{ readonly default: ComponentType }>
}

/** An entry of the navigation. Entries are ordered by `order` among all apps. */
export interface PanelLink {
  readonly to: string
  readonly label: Localized
  readonly icon: ReactNode
  readonly permission: Permission
  readonly order: number
}

/** Where a person begins to ask an app. One app's `path` is empty: the start of the page. */
export interface PanelStart {
  readonly path: string
  /** What one asks there, in two or three words: "Ask data". */
  readonly label: Localized
  readonly icon: ReactNode
  readonly permission: Permission
}

/** Props of an app's conversation view; without `conversationId` it starts a new one. */
export interface ConversationViewProps {
  readonly conversationId: string | undefined
}

/** Props of an app's view of one run, opened by its link. */
export interface RunViewProps {
  readonly run: Run
}

/** What an app adds to the page; the default export of `apps/<name>/web/index.tsx`. */
export interface AppPanels {
  readonly app: string
  readonly routes: readonly PanelRoute[]
  readonly navigation: readonly PanelLink[]
  readonly start?: PanelStart
  readonly loadConversationView?: () => Promise<{ readonly default: ComponentType<ConversationViewProps> }>
  readonly loadRunView?: () => Promise<{ readonly default: ComponentType<RunViewProps> }>
  /** Failures that this app can say in Chinese better than the shell can: their data is its own. */
  readonly toChinese?: (failure: Failure) => string | undefined
  /** Where a source leads inside this app. */
  readonly sourceLinks?: (source: Source) => readonly { readonly to: string; readonly label: Localized }[]
}

const modules = import.meta.glob<{ readonly default: AppPanels }>('../../apps/*/web/index.tsx', {
  eager: true,
})

/** Panels of every app in the tree, in order of the app's folder name. */
export const appPanels: readonly AppPanels[] = Object.entries(modules)
  .sort(([left], [right]) => left.localeCompare(right))
  .map(([, module]) => module.default)
