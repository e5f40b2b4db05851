/** Why a name in an archive is refused; undefined where it is good. */
export const faultOfName = (name: string): string | undefined => {
  if (name === '' || name.includes('\0')) return 'its name in the archive is empty or holds a NUL'
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return 'its name in the archive is an absolute path'
  return name.split('/').includes('..') ? 'its name in the archive leads out of the archive' : undefined
}

/** What operating systems and version control leave in archives beside the documents. */
export const isClutter = (name: string): boolean =>
  /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\.git\/|\._)/i.test(name)
