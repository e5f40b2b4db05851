import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { InputFile } from './file-kind.ts'
import { stopIfAborted } from './import-error.ts'
import { createRecordReader } from './records.ts'
import type { Dialect } from './records.ts'
import type { TextEncoding } from './text-encoding.ts'
import { readText } from './text-stream.ts'

const quoteField = (field: string): string =>
  field === '' ? '' : /["\n\r,]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field

/** One record as plain CSV, `width` fields wide. */
export const toCsvLine = (fields: readonly string[], width: number): string => {
  let text = ''
  for (let i = 0; i < width; i++) text += (i === 0 ? '' : ',') + quoteField(fields[i] ?? '')
  // a line of one empty field would be blank, and blank lines are passed over
  return text === '' ? '""\n' : `${text}\n`
}

/** Writes the rows of values as UTF-8 with commas, all of one width: what every reader reads alike. */
export const rewriteDelimited = async (
  file: InputFile,
  format: {
    readonly encoding: TextEncoding
    readonly dialect: Dialect
    readonly headRecords: number
    readonly width: number
  },
  target: string,
  options: { readonly signal: AbortSignal | undefined; readonly onBytes: (bytes: number) => void },
): Promise<void> => {
  const output = createWriteStream(target)
  let pending = ''
  let seen = 0
  const reader = createRecordReader(
    format.dialect,
    record => {
      if (seen++ >= format.headRecords) pending += toCsvLine(record.fields, format.width)
    },
    { keepFields: true },
  )
  const flush = async () => {
    if (pending !== '' && !output.write(pending)) await once(output, 'drain')
    pending = ''
  }
  try {
    for await (const { text, bytes } of readText(file.path, format.encoding)) {
      stopIfAborted(options.signal)
      reader.push(text)
      options.onBytes(bytes)
      await flush()
    }
    reader.end()
    await flush()
  } finally {
    output.end()
    await finished(output)
  }
}
