/**
 * Builds the page into `web/dist`: `node web/build.ts [--if-stale]`. With `--if-stale` it does nothing when the
 * last build was made from the same sources.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const webFolder = import.meta.dirname
const rootFolder = join(webFolder, '..')
const outFolder = join(webFolder, 'dist')
const stampFile = join(outFolder, '.source-hash')

const sourcePatterns = [
  'web/build.ts',
  'web/index.ts',
  'web/app/**/*.*',
  'apps/*/web/**/*.*',
  'apps/**/*.ts',
  'spec/**/*.ts',
  'package-lock.json',
]

/** SHA-256 over names and contents of everything that can change the built page. */
const hashSources = (): string => {
  const hash = createHash('sha256')
  const files = globSync(sourcePatterns, { cwd: rootFolder, exclude: path => path.includes('node_modules') })
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(rootFolder, file)))
  return hash.digest('hex')
}

const isFresh = (hash: string): boolean =>
  existsSync(join(outFolder, 'index.html')) &&
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === hash

const buildPage = async (hash: string): Promise<void> => {
  await build({
    root: join(webFolder, 'app'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    resolve: { dedupe: ['react', 'react-dom', '@mantine/core', '@tanstack/react-query'] },
    build: {
      outDir: outFolder,
      emptyOutDir: true,
      target: 'es2023',
      sourcemap: false,
      chunkSizeWarningLimit: 1200,
      reportCompressedSize: false,
    },
  })
  writeFileSync(stampFile, hash)
}

const hash = hashSources()
if (!(process.argv.includes('--if-stale') && isFresh(hash))) {
  const startedMs = performance.now()
  await buildPage(hash)
  console.error(`Built the page in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`)
}
