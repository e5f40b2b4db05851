import type { ComponentType } from 'react'
import type { Permission } from '@millwright/spec'
import { NotPermittedPage } from '../shell/problem-pages.tsx'
import { useCan } from './session.ts'

/** The page for those who may see it; for others a page that says so. */
export const guarded = (permission: Permission, Page: ComponentType): ComponentType => {
  const Guarded = () => (useCan()(permission) ? <Page /> : <NotPermittedPage />)
  return Guarded
}
