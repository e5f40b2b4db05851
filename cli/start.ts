import { loadConfig, runDoctor, runServer } from '@millwright/server'
import { exitCodes } from './exit-codes.ts'

/** `start`: runs the product until it is told to stop. */
export const start = async (): Promise<number> => {
  await runServer(await loadConfig())
  return exitCodes.answered
}

const signs = { pass: '✓', warn: '!', fail: '✗' } as const

/** `doctor`: looks at what the product needs and says what to do where something is missing. */
export const doctor = async (): Promise<number> => {
  const findings = await runDoctor(await loadConfig())
  for (const { name, verdict, message, fix } of findings) {
    console.log(`${signs[verdict]} ${name}: ${message}`)
    if (fix && verdict !== 'pass') console.log(`    ${fix}`)
  }
  return findings.some(finding => finding.verdict === 'fail') ? exitCodes.other : exitCodes.answered
}
