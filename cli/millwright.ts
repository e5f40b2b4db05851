import { Command, CommanderError, Option } from 'commander'
import { ask } from './ask.ts'
import type { AskOptions } from './ask.ts'
import { addDocuments, listDocuments, removeDocuments, searchDocuments } from './docs.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { addSources, checkModel, exportRun, replayReceipt } from './manage.ts'
import { doctor, start } from './start.ts'

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value]

let exitCode = 0
/** Runs a command; an error is one line on standard error and an exit code that says whose fault it is. */
const run =
  <Arguments extends readonly unknown[]>(work: (...given: Arguments) => Promise<number>) =>
  async (...given: Arguments): Promise<void> => {
    try {
      exitCode = await work(...given)
    } catch (error) {
      exitCode = exitCodeOf(error)
      console.error(error instanceof Error ? error.message : String(error))
    }
  }

const askExamples = `
Examples:
  millwright ask "average torque by machine failure" --source machines.csv
  millwright ask "scrap by line" --source plant/ --source targets.xlsx --json
  millwright ask "rate by line" --source presses.csv --choose 2
  millwright ask "stops last month" --source postgres://reader:password@host:5432/mes

Exit codes: 0 answered, 2 bad input, 3 asked back or refused, 1 anything else.`

const program = new Command('millwright')
  .description('Ask your plant: documents, data and equipment, on your own machines.')
  .exitOverride()
  .showHelpAfterError('(millwright --help lists the commands)')

program.command('start').description('start the product and print where to open it').action(run(start))
program
  .command('doctor')
  .description('check disk, memory, port, lock, database, font and versions')
  .action(run(doctor))
program
  .command('ask <question>')
  .description('ask one question, of the workspace or of the sources named')
  .option(
    '-s, --source <source>',
    'a file, a folder of files, a SQLite file or a connection string; repeatable',
    collect,
    [],
  )
  .option('--json', 'print one JSON object and nothing else')
  .option('--choose <number>', 'which reading is meant where the question is asked back; 0 for none of them')
  .addOption(new Option('--language <language>', 'that of the question where absent').choices(['en', 'zh']))
  .addHelpText('after', askExamples)
  .action(run((question: string, options: AskOptions) => ask(question, options)))
const source = program.command('source').description('the sources of the workspace')
source
  .command('add <sources...>')
  .description('add files, a folder, a SQLite file or a connection string')
  .option('--name <name>', 'what to call it')
  .action(
    run((sources: readonly string[], options: { readonly name?: string }) =>
      addSources(sources, options.name),
    ),
  )
const docs = program.command('docs').description('the documents of the workspace')
const docsExamples = `
Examples:
  millwright docs add manuals/ --collection "Machine manuals"
  millwright docs search "E-207 on the spindle drive"
  millwright docs remove spindle.pdf --collection "Machine manuals"

Exit codes: 0 every file is searchable, 2 some are not (each line says why), 1 anything else.`
docs
  .command('add <paths...>')
  .description('add files and folders, wait until each is searchable, and say of each what became of it')
  .option('-c, --collection <name>', 'made where there is none of this name', 'Documents')
  .addHelpText('after', docsExamples)
  .action(
    run((paths: readonly string[], { collection }: { readonly collection: string }) =>
      addDocuments(paths, collection),
    ),
  )
docs
  .command('list')
  .description('list documents with their state')
  .option('-c, --collection <name>', 'all collections where absent')
  .action(run(({ collection }: { readonly collection?: string }) => listDocuments(collection)))
docs
  .command('search <question>')
  .description('print the passages that fit a question best, with their places')
  .option('-c, --collection <name>', 'all collections where absent')
  .action(
    run((question: string, { collection }: { readonly collection?: string }) =>
      searchDocuments(question, collection),
    ),
  )
docs
  .command('remove <names...>')
  .description('delete documents with everything made of them, and print the proof')
  .option('-c, --collection <name>', 'the collection they are in', 'Documents')
  .action(
    run((names: readonly string[], { collection }: { readonly collection: string }) =>
      removeDocuments(names, collection),
    ),
  )
const model = program.command('model').description('semantic models')
model
  .command('check <file>')
  .description('check a semantic model in Apache Ossie YAML')
  .action(run(checkModel))
program
  .command('export <run>')
  .description('write a run as a receipt')
  .option('-o, --output <file>', 'a file; standard output where absent')
  .action(run((runId: string, options: { readonly output?: string }) => exportRun(runId, options.output)))
program
  .command('replay <receipt>')
  .description('run a receipt again and say which steps differ')
  .action(run(replayReceipt))

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  exitCode = error.exitCode === 0 ? exitCodes.answered : exitCodes.badInput
}
process.exit(exitCode)
