import { createComplaints, openPglite } from './open-pglite.ts'

/**
 * `node initialise-pglite.ts FOLDER` creates an empty database. In a process of its own, because it takes a gigabyte
 * of memory that a thread does not give back.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('bug: name the folder')
const complaints = createComplaints()
try {
  await (await openPglite(folder, [], complaints)).close()
} catch (error) {
  process.stderr.write(complaints.about(error))
  process.exitCode = 1
}
