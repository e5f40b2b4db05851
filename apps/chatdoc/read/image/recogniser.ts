import { setTimeout as delay } from 'node:timers/promises'
import { PlatformError } from '@millwright/spec'
import { createWorker, OEM, type Worker } from 'tesseract.js'
import { limits } from '../limits.ts'
import { recognisedLanguages, withLanguageData } from './language-data.ts'
import type { RecognisedLine, Rotation } from './recognised-line.ts'
import {
  isTextSideways,
  cleanedPicture,
  loadPicture,
  turnBack,
  turnedPng,
  type Picture,
} from './rotate-picture.ts'
import { wordsToLines, type UprightLine } from './words-to-lines.ts'

/** The recogniser's worker ends after this long without a picture. */
const idleMs = 30_000
/** Text whose capitals are smaller than about 20 pixels is read badly, so small pictures are enlarged. */
const smallPixels = 1_100
const largePixels = 4_500

const scaleOf = ({ width, height }: Picture): number => {
  const longest = Math.max(width, height)
  return longest < smallPixels
    ? Math.min(3, Math.max(2, smallPixels / longest))
    : Math.min(1, largePixels / longest)
}

const lettersIn = (lines: readonly UprightLine[]): number =>
  lines.reduce((sum, line) => sum + line.text.length, 0)

/** How much surely recognised text there is: characters weighted by confidence above one half. */
const evidenceOf = (lines: readonly UprightLine[]): number =>
  lines.reduce((sum, line) => sum + line.text.length * Math.max(0, line.confidence - 50), 0)

const isSure = (lines: readonly UprightLine[]): boolean =>
  lettersIn(lines) >= 12 && evidenceOf(lines) / lettersIn(lines) >= 25

interface Reading {
  readonly rotation: Rotation
  readonly lines: readonly UprightLine[]
}

/** Text recognition of pictures, one at a time, in a worker that starts with the first and ends when idle. */
export class Recogniser {
  #worker: Promise<Worker> | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined

  /** Text of a PNG, JPEG, WebP or GIF. Throws DOCUMENT_UNREADABLE when it takes longer than `limits.recogniseMs`. */
  recognise(picture: Uint8Array, signal: AbortSignal): Promise<RecognisedLine[]> {
    const turn = this.#queue.then(() => this.#take(picture, signal))
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = undefined
    await worker?.then(
      started => started.terminate(),
      () => undefined,
    )
  }

  async #take(bytes: Uint8Array, signal: AbortSignal): Promise<RecognisedLine[]> {
    signal.throwIfAborted()
    clearTimeout(this.#idle)
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(limits.recogniseMs)])
    try {
      return await this.#readUpright(await loadPicture(bytes), bounded)
    } catch (cause) {
      if (bounded.aborted) await this.close()
      signal.throwIfAborted()
      if (!bounded.aborted) throw cause
      const reason = `recognising one picture took longer than ${limits.recogniseMs / 1000} s`
      throw new PlatformError('DOCUMENT_UNREADABLE', { file: '', reason }, { cause })
    } finally {
      this.#idle = setTimeout(() => void this.close(), idleMs).unref()
    }
  }

  /** The likelier directions first; the first that gives sure text is it, else the one with the most evidence. */
  async #readUpright(picture: Picture, signal: AbortSignal): Promise<RecognisedLine[]> {
    const order: readonly Rotation[] = isTextSideways(picture) ? [90, 270, 0, 180] : [0, 180, 90, 270]
    const scale = scaleOf(picture)
    const cleaned = cleanedPicture(picture, scale)
    let best: Reading = { rotation: 0, lines: [] }
    for (const rotation of order) {
      const lines = await this.#readTurned(turnedPng(cleaned, rotation), signal)
      if (rotation === order[0] || evidenceOf(lines) > evidenceOf(best.lines)) best = { rotation, lines }
      if (lettersIn(lines) === 0 || isSure(lines)) break
    }
    const size = { width: picture.width * scale, height: picture.height * scale }
    return best.lines.map(line => {
      const { left, top, right, bottom } = turnBack(line, best.rotation, size)
      const box = { left: left / scale, top: top / scale, right: right / scale, bottom: bottom / scale }
      return { text: line.text, confidence: line.confidence, rotation: best.rotation, ...box }
    })
  }

  async #readTurned(png: Buffer, signal: AbortSignal): Promise<readonly UprightLine[]> {
    signal.throwIfAborted()
    const worker = await (this.#worker ??= startWorker())
    const over = new AbortController()
    const aborted = delay(2 ** 31 - 1, undefined, {
      signal: AbortSignal.any([signal, over.signal]),
      ref: false,
    })
    try {
      const result = await Promise.race([worker.recognize(png, {}, { blocks: true, text: false }), aborted])
      return result === undefined ? [] : wordsToLines(result.data)
    } finally {
      over.abort()
      aborted.catch(() => undefined)
    }
  }
}

/**
 * Offline: the languages come from their npm packages, nothing is fetched and nothing is cached. What Tesseract says
 * of specks too small to read goes nowhere.
 */
const startWorker = (): Promise<Worker> =>
  withLanguageData(async langPath => {
    const worker = await createWorker([...recognisedLanguages], OEM.LSTM_ONLY, {
      langPath,
      cacheMethod: 'none',
      gzip: true,
      errorHandler: () => undefined,
    })
    await worker.setParameters({ debug_file: '/dev/null' })
    return worker
  })
