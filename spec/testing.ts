/** Contract suites of the ports, for the tests of what implements them. Uses node:test. */
export { contractTables, describeConnector } from './data/connector-contract.ts'
export type { ContractOptions, ContractSetup } from './data/connector-contract.ts'
