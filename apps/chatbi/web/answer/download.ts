/** Hands a file to the browser's downloads. */
export const downloadUrl = (fileName: string, url: string): void => {
  const link = document.createElement('a')
  link.href = url
  link.download = fileName.replaceAll(/[\\/:*?"<>|]/g, ' ')
  link.click()
}

/** The same for a text made in the page. */
export const downloadText = (fileName: string, text: string, contentType: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: contentType }))
  downloadUrl(fileName, url)
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
