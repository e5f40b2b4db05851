/**
 * Which of the doubtful choices is taken the other way.
 *
 * - `plain`: every choice as it most often is
 * - `extreme-as-value`, `extreme-as-row`: "the highest salary" is the salary, or the row that has it
 */
export const variants = ['plain', 'extreme-as-value', 'extreme-as-row'] as const
export type Variant = (typeof variants)[number]
