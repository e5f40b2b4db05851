/** Link-local nets and the addresses at which clouds hand out credentials: never a database. */
const forbidden = [
  /^169\.254\./,
  /^0\./,
  /^100\.100\.100\.200$/,
  /^192\.0\.0\.192$/,
  /^2(2[4-9]|3\d)\./,
  /^fe[89ab][0-9a-f]:/,
  /^fd00:ec2:/,
  /^ff[0-9a-f]{2}:/,
  /^::$/,
]

/** An IPv4 address written as IPv6 (RFC 4291, 2.5.5), in its dotted form. */
const unmapped = (address: string): string => {
  const dotted = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1]
  if (dotted) return dotted
  const groups = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address)
  if (!groups) return address
  const [high = 0, low = 0] = [groups[1], groups[2]].map(group => Number.parseInt(group ?? '0', 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/**
 * Whether a source may not lie at this IP address (as a resolver returns it): link-local, multicast, unspecified, or
 * a cloud's metadata service. Private and loopback addresses are where plants keep their databases and are permitted.
 */
export const isForbiddenAddress = (address: string): boolean => {
  const normal = unmapped(address.toLowerCase().replace(/^\[|\]$|%.*$/g, ''))
  return forbidden.some(pattern => pattern.test(normal))
}
