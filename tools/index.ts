/** The project's own rules, as tests, and the command that runs all tests. */
export { readSource, root, sourceFiles } from './source-files.ts'
