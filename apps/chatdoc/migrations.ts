import type { Migration } from '@millwright/spec'
import { goldenMigrations } from './golden/migrations.ts'
import { indexMigrations } from './index/migrations.ts'
import { libraryMigrations } from './library/migrations.ts'

/** ChatDoc's tables, in the order they came. */
export const chatDocMigrations: readonly Migration[] = [
  ...libraryMigrations,
  ...indexMigrations,
  ...goldenMigrations,
]
