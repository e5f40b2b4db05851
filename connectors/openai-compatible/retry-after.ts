/**
 * Milliseconds that a server asks to wait: `retry-after-ms` as some send it, else `Retry-After` in seconds or as a
 * date (RFC 9110, 10.2.3). Undefined where it says nothing that can be read.
 */
export const readRetryAfterMs = (
  headers: Readonly<Record<string, string>> | undefined,
  nowMs: number,
): number | undefined => {
  const exactMs = Number(headers?.['retry-after-ms'] ?? Number.NaN)
  if (Number.isFinite(exactMs)) return Math.max(exactMs, 0)
  const value = headers?.['retry-after']?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000
  const atMs = Date.parse(value)
  return Number.isNaN(atMs) ? undefined : Math.max(atMs - nowMs, 0)
}
