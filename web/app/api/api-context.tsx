import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { Api } from './api.ts'

const ApiContext = createContext<Api | undefined>(undefined)

export const ApiProvider = ({ api, children }: { readonly api: Api; readonly children: ReactNode }) => (
  <ApiContext value={api}>{children}</ApiContext>
)

/** The server's client. */
export const useApi = (): Api => {
  const api = useContext(ApiContext)
  if (!api) throw new Error('bug: no ApiProvider above')
  return api
}
