import packageJson from './package.json' with { type: 'json' }

export const productName = 'Millwright'

/** Version of the product, as in receipts and the API's description. */
export const productVersion: string = packageJson.version
