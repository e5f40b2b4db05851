/** Names of things that never go to a log, as they appear in JSON and headers. */
const secretName =
  /pass(word|phrase)|secret|token|cookie|authorization|api-?_?key|credential|connection-?_?string/i

/**
 * `value` with everything replaced whose name says it is a secret, and with passwords taken out of URLs. Deeper
 * than 8 levels it is cut.
 */
export const redactSecrets = (value: unknown, depth = 0): unknown => {
  if (depth > 8) return '…'
  if (typeof value === 'string') return value.replace(/(\w+:\/\/[^\s:/@]*):[^\s@/]+@/g, '$1:***@')
  if (Array.isArray(value)) return value.map(item => redactSecrets(item, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) ? '***' : redactSecrets(item, depth + 1),
    ]),
  )
}
