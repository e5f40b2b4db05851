import { Link } from 'react-router'
import { useLocalize, useMessages } from '../i18n/i18n.tsx'
import { useAskableApps, useCurrentApp } from './current-app.ts'

/** What to ask, where there is more than one: the data, the documents. What was begun to be written comes along. */
export const AppSwitch = ({ onNavigate }: { readonly onNavigate: () => void }) => {
  const t = useMessages()
  const localize = useLocalize()
  const apps = useAskableApps()
  const current = useCurrentApp()
  if (apps.length < 2) return null
  return (
    <ul className="mw-app-switch" aria-label={t.ask.apps}>
      {apps.map(({ app, to, start }) => (
        <li key={app}>
          <Link
            to={to}
            className="mw-app-choice"
            aria-current={app === current?.app ? 'true' : undefined}
            onClick={onNavigate}
          >
            <span aria-hidden="true">{start.icon}</span>
            {localize(start.label)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
