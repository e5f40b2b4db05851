import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { root } from './source-files.ts'

const appSchema = z.object({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  title: z.object({ en: z.string(), zh: z.string() }),
  migrations: z.array(z.object({ name: z.string(), up: z.array(z.string()) })),
  create: z.custom<() => unknown>(value => typeof value === 'function'),
})

for (const folder of readdirSync(join(root, 'apps')))
  test(`apps/${folder} is an app: it exports one made by defineApp, named like its folder, with a README`, async () => {
    const { app } = z.object({ app: appSchema }).parse(await import(join(root, 'apps', folder, 'index.ts')))
    assert.equal(app.name, folder)
    assert.ok(existsSync(join(root, 'apps', folder, 'README.md')), 'README.md is missing')
  })
