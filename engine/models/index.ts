/** The gateway to language models: time limits, budgets, one repair, and a record of every call. */
export { createModelGateway } from './model-gateway.ts'
export type { ModelGatewayOptions } from './model-gateway.ts'
export { defaultModelBudget } from './model-budget.ts'
export type { ModelBudget } from './model-budget.ts'
