#!/usr/bin/env node
// Starts the command line under the Node that came with npm when this one is too old to run TypeScript.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./millwright.ts', import.meta.url))

/** `node` in the `node_modules/.bin` of this folder or one above it. */
const findBundledNode = () => {
  for (let folder = dirname(program); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', '.bin', 'node')
    if (existsSync(candidate)) return candidate
  }
  return undefined
}

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('./millwright.ts')
} else {
  const node = findBundledNode()
  if (!node) {
    console.error(
      `Millwright needs Node 24; this is ${process.version}. Run "npm ci" in its folder, which brings one.`,
    )
    process.exit(1)
  }
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
