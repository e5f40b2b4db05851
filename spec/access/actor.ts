import { z } from 'zod'

/** From least to most; each role has the permissions of those before it. */
export const roles = ['viewer', 'analyst', 'steward', 'administrator'] as const
export const roleSchema = z.enum(roles)
export type Role = z.infer<typeof roleSchema>

/** Who asks. `system` is the product itself (schedules, resumed runs). */
export interface Actor {
  readonly personId: string
  readonly name: string
  readonly role: Role
  readonly via: 'session' | 'token' | 'cli' | 'system'
}

/**
 * Every permission and the least role that has it. Routes, skills and jobs name one of these; what names
 * none is refused.
 */
export const permissions = {
  'runs.read': 'viewer',
  'runs.write': 'analyst',
  'data.ask': 'viewer',
  'data.edit-sql': 'analyst',
  'data.export': 'analyst',
  'sources.read': 'viewer',
  'sources.write': 'steward',
  'model.read': 'viewer',
  'model.write': 'steward',
  'verified.read': 'viewer',
  'verified.write': 'analyst',
  'documents.read': 'viewer',
  'documents.judge': 'analyst',
  'documents.write': 'steward',
  'jobs.read': 'analyst',
  'jobs.write': 'steward',
  'people.read': 'administrator',
  'people.write': 'administrator',
  'audit.read': 'administrator',
  'system.read': 'administrator',
  'self.write': 'viewer',
} as const satisfies Record<string, Role>
export type Permission = keyof typeof permissions

/** Whether `role` has `permission`. */
export const isPermitted = (role: Role, permission: Permission): boolean =>
  roles.indexOf(role) >= roles.indexOf(permissions[permission])

/** Grades of data, from least to most sensitive, and the least role that may see each. */
export const grades = ['public', 'internal', 'confidential', 'restricted'] as const
export const gradeSchema = z.enum(grades)
export type Grade = z.infer<typeof gradeSchema>

/** The least role that may see data of a grade. */
const roleForGrade: Readonly<Record<Grade, Role>> = {
  public: 'viewer',
  internal: 'viewer',
  confidential: 'steward',
  restricted: 'administrator',
}

/** Whether `role` may see data of `grade`. */
export const maySee = (role: Role, grade: Grade): boolean =>
  roles.indexOf(role) >= roles.indexOf(roleForGrade[grade])
