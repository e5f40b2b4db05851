import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

interface ScryptCost {
  readonly logN: number
  readonly r: number
  readonly p: number
}

/** OWASP's scrypt setting for 32 MiB a hash; more memory would hurt a 4 GiB machine when many sign in at once. */
const currentCost: ScryptCost = { logN: 15, r: 8, p: 3 }
const hashBytes = 32

/**
 * Hash of a password by scrypt (RFC 7914), with its parameters and salt, as `$scrypt$ln=15,r=8,p=3$salt$hash`.
 * The password is normalised (NFKC), so that the same keys typed on another system give the same hash.
 */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  const hash = await deriveKey(password, salt, currentCost)
  const { logN, r, p } = currentCost
  return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

/** Whether `password` gave `stored`. With `stored` undefined it does the same work and says no. */
export const isPasswordOf = async (password: string, stored: string | undefined): Promise<boolean> => {
  const parsed = parseHash(stored ?? nobodysHash)
  const hash = await deriveKey(password, parsed.salt, parsed.cost)
  return stored !== undefined && timingSafeEqual(hash, parsed.hash)
}

/** Whether `stored` was made with an older cost and is to be made again at the next sign-in. */
export const isPasswordHashOutdated = (stored: string): boolean => {
  const { cost } = parseHash(stored)
  return cost.logN !== currentCost.logN || cost.r !== currentCost.r || cost.p !== currentCost.p
}

const nobodysHash = `$scrypt$ln=${currentCost.logN},r=${currentCost.r},p=${currentCost.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`

const parseHash = (
  stored: string,
): { readonly cost: ScryptCost; readonly salt: Buffer; readonly hash: Buffer } => {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored)
  const [, logN, r, p, salt, hash] = match ?? []
  if (salt === undefined || hash === undefined) throw new Error('bug: a stored password hash is malformed')
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  }
}

const deriveKey = (password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** cost.logN
    const options = { N, r: cost.r, p: cost.p, maxmem: 256 * N * cost.r }
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
