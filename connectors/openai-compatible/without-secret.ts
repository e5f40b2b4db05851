/** Some servers repeat the key in their error text. */
export const withoutSecret = (text: string, apiKey: string | undefined): string =>
  (apiKey ? text.replaceAll(apiKey, '***') : text).replaceAll(/\bsk-[\w*.-]{4,}/g, '***')
