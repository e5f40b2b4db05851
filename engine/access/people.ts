import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Role } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'
import { hashPassword, isPasswordHashOutdated, isPasswordOf } from './password-hash.ts'
import type { AccessTables } from './tables.ts'

/** A person as administrators see one. Never holds the password or its hash. Times are ISO 8601 UTC. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly disabled: boolean
  readonly passwordSet: boolean
  readonly createdAt: string
}

export interface NewPerson {
  readonly name: string
  readonly role: Role
  readonly password?: string | undefined
}

export interface PersonChange {
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly disabled?: boolean | undefined
  readonly password?: string | undefined
}

/** People of the workspace. Names are unique without regard to case, width or spaces around them. */
export interface PeopleStore {
  list(): Promise<readonly Person[]>
  get(personId: string): Promise<Person>
  /** Throws RESOURCE_CONFLICT when the name is taken, INPUT_INVALID when the password is too weak. */
  create(person: NewPerson): Promise<Person>
  /**
   * Throws RESOURCE_CONFLICT rather than leave the workspace without an enabled administrator. Disabling a
   * person or setting a password ends that person's sessions, except `keepSessionHash`.
   */
  update(
    personId: string,
    change: PersonChange,
    options?: { readonly keepSessionHash?: string },
  ): Promise<Person>
  /** The enabled person whose name and password these are. Takes as long when the name is unknown. */
  findByPassword(name: string, password: string): Promise<Person | undefined>
  isPasswordOf(personId: string, password: string): Promise<boolean>
  /** The first enabled administrator without a password, for the one-time link; made when nobody exists. */
  ensureLocalAdministrator(): Promise<Person | undefined>
}

type PersonRow = Selectable<AccessTables['access_person']>
type Database = Kysely<AccessTables>

/** Shortest password, in characters (NIST SP 800-63B asks for 8 at least). */
export const passwordMinLength = 10
const passwordMaxLength = 256

export const createPeopleStore = (db: Database, now: () => Date): PeopleStore => ({
  list: async () =>
    (await db.selectFrom('access_person').selectAll().orderBy('name_key').execute()).map(toPerson),
  get: async personId => toPerson(await getRow(db, personId)),
  create: async person => {
    const row = await toRow(person, now())
    const inserted = await db
      .insertInto('access_person')
      .values(row)
      .onConflict(conflict => conflict.column('name_key').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!inserted) throw nameTaken(person.name)
    return toPerson(inserted)
  },
  update: async (personId, change, options) => {
    const set = await toUpdate(change, now())
    return db.transaction().execute(async transaction => {
      const administrators = await lockAdministrators(transaction)
      const before = await getRow(transaction, personId)
      refuseLastAdministrator(administrators, personId, change)
      const taken =
        set.name_key !== undefined && set.name_key !== before.name_key
          ? await findByKey(transaction, set.name_key)
          : undefined
      if (taken) throw nameTaken(taken.name)
      if (change.disabled === true || change.password !== undefined)
        await endSessions(transaction, personId, options?.keepSessionHash)
      if (Object.keys(set).length === 0) return toPerson(before)
      const after = await transaction
        .updateTable('access_person')
        .set(set)
        .where('id', '=', personId)
        .returningAll()
        .executeTakeFirstOrThrow()
      return toPerson(after)
    })
  },
  findByPassword: async (name, password) => {
    const row = await findByKey(db, toNameKey(name))
    const isRight = await isPasswordOf(password, row?.password_hash ?? undefined)
    if (!row || !isRight || row.disabled_at !== null) return undefined
    if (row.password_hash !== null && isPasswordHashOutdated(row.password_hash))
      await db
        .updateTable('access_person')
        .set({ password_hash: await hashPassword(password) })
        .where('id', '=', row.id)
        .execute()
    return toPerson(row)
  },
  isPasswordOf: async (personId, password) =>
    isPasswordOf(password, (await getRow(db, personId)).password_hash ?? undefined),
  ensureLocalAdministrator: async () => {
    const anyone = await db.selectFrom('access_person').select('id').limit(1).executeTakeFirst()
    if (!anyone) {
      const row = await toRow({ name: 'administrator', role: 'administrator' }, now())
      await db
        .insertInto('access_person')
        .values(row)
        .onConflict(conflict => conflict.column('name_key').doNothing())
        .execute()
    }
    const row = await db
      .selectFrom('access_person')
      .selectAll()
      .where('role', '=', 'administrator')
      .where('password_hash', 'is', null)
      .where('disabled_at', 'is', null)
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst()
    return row && toPerson(row)
  },
})

/** Row to person, for the other stores that join people. */
export const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  role: row.role,
  disabled: row.disabled_at !== null,
  passwordSet: row.password_hash !== null,
  createdAt: row.created_at.toISOString(),
})

const toNameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

const nameTaken = (name: string): PlatformError =>
  new PlatformError('RESOURCE_CONFLICT', { what: 'person', message: `the name "${name}" is taken` })

const toRow = async (person: NewPerson, now: Date): Promise<PersonRow> => {
  refuseInvalid(person.name, person.password)
  return {
    id: randomUUID(),
    name: person.name.trim(),
    name_key: toNameKey(person.name),
    role: person.role,
    password_hash: person.password === undefined ? null : await hashPassword(person.password),
    created_at: now,
    disabled_at: null,
  }
}

const toUpdate = async (change: PersonChange, now: Date): Promise<Partial<PersonRow>> => {
  refuseInvalid(change.name, change.password)
  return {
    ...(change.name !== undefined && { name: change.name.trim(), name_key: toNameKey(change.name) }),
    ...(change.role !== undefined && { role: change.role }),
    ...(change.disabled !== undefined && { disabled_at: change.disabled ? now : null }),
    ...(change.password !== undefined && { password_hash: await hashPassword(change.password) }),
  }
}

const refuseInvalid = (name: string | undefined, password: string | undefined): void => {
  const problems: string[] = []
  if (name !== undefined && !/^[^\p{C}]{1,100}$/u.test(name.trim()))
    problems.push('a name has 1 to 100 visible characters')
  if (password !== undefined) problems.push(...passwordProblems(password, name))
  if (problems.length > 0) throw new PlatformError('INPUT_INVALID', { problems })
}

const passwordProblems = (password: string, name: string | undefined): readonly string[] => {
  const { length } = Array.from(password)
  if (length < passwordMinLength || length > passwordMaxLength)
    return [`a password has ${passwordMinLength} to ${passwordMaxLength} characters`]
  if (new Set(password).size < 4) return ['a password needs at least 4 different characters']
  if (name !== undefined && toNameKey(password) === toNameKey(name)) return ['a password is not the name']
  return []
}

const findByKey = (db: Database, nameKey: string): Promise<PersonRow | undefined> =>
  db.selectFrom('access_person').selectAll().where('name_key', '=', nameKey).executeTakeFirst()

const getRow = async (db: Database, personId: string): Promise<PersonRow> => {
  const row = await db.selectFrom('access_person').selectAll().where('id', '=', personId).executeTakeFirst()
  if (!row) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'person', id: personId })
  return row
}

/** Locks them, so that two administrators cannot demote each other at once. */
const lockAdministrators = async (transaction: Transaction<AccessTables>): Promise<readonly string[]> => {
  const rows = await transaction
    .selectFrom('access_person')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(row => row.id)
}

const refuseLastAdministrator = (
  administrators: readonly string[],
  personId: string,
  change: PersonChange,
): void => {
  const isLeaving = change.disabled === true || (change.role !== undefined && change.role !== 'administrator')
  if (isLeaving && administrators.length === 1 && administrators[0] === personId)
    throw new PlatformError('RESOURCE_CONFLICT', {
      what: 'person',
      message: 'this is the last administrator; make another person administrator first',
    })
}

const endSessions = async (
  db: Database,
  personId: string,
  keepSessionHash: string | undefined,
): Promise<void> => {
  const all = db.deleteFrom('access_session').where('person_id', '=', personId)
  await (keepSessionHash === undefined ? all : all.where('id_hash', '!=', keepSessionHash)).execute()
}
