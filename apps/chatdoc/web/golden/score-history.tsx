import { useFormat } from '@millwright/web'
import { useTexts } from '../i18n/messages.ts'
import { useGoldenHistory } from './golden-queries.ts'

const shownChecks = 40

/** The share of right answers at each check, one bar a check, oldest at the left. */
export const ScoreHistory = ({ collectionId }: { readonly collectionId: string }) => {
  const t = useTexts()
  const format = useFormat()
  const checks = (useGoldenHistory(collectionId).data ?? []).slice(-shownChecks)
  if (checks.length === 0) return null
  const percentOf = (check: (typeof checks)[number]): number =>
    check.total === 0 ? 0 : Math.round((check.right / check.total) * 100)
  return (
    <figure className="cd-history mw-panel">
      <figcaption>{t.golden.history}</figcaption>
      <ol>
        {checks.map((check, index) => {
          const text = t.golden.checkOf(format.dateTime(check.at), percentOf(check), check.right, check.total)
          return (
            <li key={index} title={text}>
              <span className="mw-hidden">{text}</span>
              <span className="cd-bar" aria-hidden="true" style={{ height: `${percentOf(check)}%` }} />
            </li>
          )
        })}
      </ol>
    </figure>
  )
}
