// Sets the colour scheme before the first paint; a file of its own because the page forbids inline scripts.
;(() => {
  const stored = localStorage.getItem('millwright-color-scheme')
  const isDark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
})()
