/** A file with the folders that it was dropped or chosen with, `/` between them. */
export interface NamedFile {
  readonly name: string
  readonly file: File
}

const isHidden = (name: string): boolean => name.startsWith('.') || name === 'Thumbs.db'

const readEntries = (reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject))

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** A browser gives the entries of a folder a hundred at a time. */
const allEntries = async (folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> => {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await readEntries(reader)
    if (some.length === 0) return all
    all.push(...some)
  }
}

const filesBelow = async (entry: FileSystemEntry): Promise<readonly NamedFile[]> => {
  if (isHidden(entry.name)) return []
  if (entry.isFile)
    return [
      { name: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry as FileSystemFileEntry) }, // isFile says so
    ]
  const files: NamedFile[] = []
  for (const child of await allEntries(entry as FileSystemDirectoryEntry))
    files.push(...(await filesBelow(child)))
  return files
}

/** Everything that was dropped, the files of folders among it. */
export const droppedFiles = async (data: DataTransfer): Promise<readonly NamedFile[]> => {
  // entries are there during the event alone, so all of them are taken before the first is waited for
  const entries = [...data.items].flatMap(item => item.webkitGetAsEntry() ?? [])
  const found = await Promise.all(entries.map(filesBelow))
  return found.flat()
}

/** Files of a file field; one for folders tells where each stands. */
export const chosenFiles = (files: readonly File[]): readonly NamedFile[] =>
  files
    .map(file => ({ name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file }))
    .filter(({ name }) => !name.split('/').some(isHidden))
