import { open, stat, type FileHandle } from 'node:fs/promises'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PlatformError } from '@millwright/spec'
import {
  getDocument,
  PDFDataRangeTransport,
  PDFWorker,
  VerbosityLevel,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { createInThreadPorts } from './in-thread-port.ts'

/** Files up to this size are held whole; of larger ones only the parts that are needed. */
const wholeBytes = 24_000_000

/**
 * Larger pictures are not decoded when text is read, since that takes longer than all the rest; where they stand is
 * seen all the same. Pixels.
 */
const largestImage = 100_000

const assets = fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/package.json')))

export interface OpenPdf extends AsyncDisposable {
  readonly document: PDFDocumentProxy
}

export interface PdfSource {
  readonly path: string
  /** As the person knows the file. */
  readonly name: string
  readonly password?: string | undefined
}

class FileRanges extends PDFDataRangeTransport {
  readonly #file: FileHandle
  #isClosed = false

  constructor(file: FileHandle, length: number) {
    super(length, null)
    this.#file = file
  }

  override requestDataRange(begin: number, end: number): void {
    const chunk = new Uint8Array(end - begin)
    this.#file.read(chunk, 0, end - begin, begin).then(
      ({ bytesRead }) => {
        if (!this.#isClosed) this.onDataRange(begin, chunk.subarray(0, bytesRead))
      },
      () => this.abort(),
    )
  }

  override abort(): void {
    this.#isClosed = true
  }
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name

/** What went wrong with the file as an error of the catalogue. */
export const toPdfError = (cause: unknown, file: string, page?: number): PlatformError => {
  if (isNamed(cause, 'PasswordException'))
    return new PlatformError('DOCUMENT_PASSWORD_NEEDED', { file }, { cause })
  const reason = isNamed(cause, 'InvalidPDFException')
    ? 'its PDF structure is damaged beyond repair'
    : cause instanceof Error && cause.message !== ''
      ? cause.message.split('\n', 1).join('').slice(0, 200)
      : 'the PDF is damaged'
  return new PlatformError(
    'DOCUMENT_UNREADABLE',
    { file, reason, ...(page === undefined ? {} : { page }) },
    { cause },
  )
}

const createTextWorker = (): PDFWorker => {
  const [main, worker] = createInThreadPorts()
  WorkerMessageHandler.initializeFromPort(worker)
  // The library declares the port as null; it takes anything that posts and listens.
  return new PDFWorker({ port: main as unknown as null, verbosity: VerbosityLevel.ERRORS })
}

/**
 * Opens a PDF to read its text and lines, or to draw its pages. Throws DOCUMENT_PASSWORD_NEEDED or
 * DOCUMENT_UNREADABLE.
 */
export const openPdf = async (source: PdfSource, purpose: 'text' | 'picture'): Promise<OpenPdf> => {
  const { size } = await stat(source.path).catch((error: unknown) => {
    throw toPdfError(error, source.name)
  })
  const file = size > wholeBytes ? await open(source.path) : undefined
  const bytes = file
    ? { range: new FileRanges(file, size), disableStream: true, disableAutoFetch: true }
    : { data: new Uint8Array(await readFile(source.path)) }
  const worker = purpose === 'text' ? createTextWorker() : undefined
  const task = getDocument({
    ...bytes,
    ...(source.password === undefined ? {} : { password: source.password }),
    ...(worker ? { worker, fontExtraProperties: true, maxImageSize: largestImage } : {}),
    disableFontFace: purpose === 'picture',
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
  })
  const close = async (): Promise<void> => {
    await task.destroy()
    worker?.destroy()
    await file?.close()
  }
  try {
    return { document: await task.promise, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw toPdfError(error, source.name)
  }
}
