import { roles } from '@millwright/spec'
import type { Diagnostic, Role } from '@millwright/spec'
import type { RowRule, SemanticModel } from '../model/semantic-model.ts'
import { allOf } from '../sql/build.ts'
import { parseSqlCondition } from '../sql/parse/parse-query.ts'
import type { SqlExpression } from '../sql/tree.ts'
import { mapExpression } from '../sql/walk.ts'
import { isAllowedFunction, isAllowedType } from './functions.ts'
import { sameName } from './visible-relations.ts'

/** A rule names the highest role it restricts; those below are restricted too. */
const applies = (rule: RowRule, role: Role): boolean =>
  rule.roles.some(r => roles.indexOf(role) <= roles.indexOf(r))

/** Whether some rule takes rows of the dataset away from the role. */
export const isRestrictedFor = (model: SemanticModel, dataset: string, role: Role): boolean =>
  model.rowRules.some(rule => rule.dataset === dataset && applies(rule, role))

/** A rule reads the columns of its own table and nothing else. */
const checkRule = (model: SemanticModel, rule: RowRule, condition: SqlExpression): readonly string[] => {
  const dataset = model.datasets.find(d => d.name === rule.dataset)
  const problems: string[] = []
  mapExpression(condition, node => {
    if ('query' in node) problems.push('it has an inner query')
    if (
      node.kind === 'call' &&
      (!isAllowedFunction(node.name.toLowerCase(), model.dialect) || node.over !== undefined)
    )
      problems.push(`the function ${node.name} is not allowed`)
    if (node.kind === 'cast' && !isAllowedType(node.type.name))
      problems.push(`the type ${node.type.name} is not allowed`)
    if (node.kind === 'star') problems.push('it has a *')
    if (node.kind === 'column') {
      const isOwn =
        dataset?.fields.some(f => sameName(f.column, node.name, model.dialect)) === true &&
        (node.table === undefined || sameName(node.table, dataset.table.name, model.dialect))
      if (!isOwn) problems.push(`${dataset?.table.name ?? rule.dataset} has no column ${node.name}`)
    }
    return node
  })
  return problems
}

/** Every column under the name of its table, so that no query around it can stand in for one. */
const qualified = (condition: SqlExpression, table: string): SqlExpression =>
  mapExpression(condition, node =>
    node.kind === 'column' ? { kind: 'column', name: node.name, table } : node,
  )

const tableOf = (model: SemanticModel, rule: RowRule): string =>
  model.datasets.find(d => d.name === rule.dataset)?.table.name ?? rule.dataset

/**
 * The conditions on rows for one role, by dataset; several rules on one dataset must all hold. A rule that cannot be
 * read makes its dataset unreadable: it comes back as a diagnostic, never as no rule.
 */
export const rowRulesFor = (
  model: SemanticModel,
  role: Role,
): {
  readonly rules: ReadonlyMap<string, SqlExpression>
  readonly broken: ReadonlyMap<string, Diagnostic>
} => {
  const rules = new Map<string, SqlExpression>()
  const broken = new Map<string, Diagnostic>()
  for (const rule of model.rowRules.filter(r => applies(r, role))) {
    const problems: string[] = []
    try {
      const condition = parseSqlCondition(rule.condition, model.dialect)
      problems.push(...checkRule(model, rule, condition))
      const known = rules.get(rule.dataset)
      const both = allOf([
        ...(known === undefined ? [] : [known]),
        qualified(condition, tableOf(model, rule)),
      ])
      if (both !== undefined) rules.set(rule.dataset, both)
    } catch (error) {
      problems.push(error instanceof Error ? error.message : 'it cannot be read')
    }
    if (problems.length > 0)
      broken.set(rule.dataset, {
        code: 'ROW_RULE_INVALID',
        severity: 'error',
        message: `The row rule of ${rule.dataset} cannot be used, so its rows stay closed: ${problems.join('; ')}.`,
      })
  }
  return { rules, broken }
}
