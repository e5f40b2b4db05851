import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PlatformError } from '@millwright/spec'
import type { Cell } from '@millwright/spec'
import type { LoggerInterface } from 'vega'
import type { TopLevelSpec } from 'vega-lite'
import type { VegaLiteSpec } from './chart.ts'
import { loadShippedFont, shippedFontFamily } from './shipped-font.ts'

/**
 * Draws a chart on the server. Vega is loaded on first use; data come from `rows` alone, never from an address
 * in the specification. Throws INPUT_INVALID where the specification cannot be compiled.
 */
export const renderSvg = async (
  spec: VegaLiteSpec,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<string> => {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')])
  const sized = {
    ...spec,
    ...(spec['width'] === 'container' ? { width: 640 } : {}),
    data: { name: 'rows', values: rows },
  }
  const errors: string[] = []
  try {
    const compiled = vegaLite.compile(sized as unknown as TopLevelSpec, {
      // compile() itself judges the shape
      logger: loggerInto(errors),
      config: { font: `${shippedFontFamily}, sans-serif`, background: 'white' },
    })
    const view = new vega.View(vega.parse(compiled.spec), {
      renderer: 'none',
      loader: noLoader(vega.loader()),
    })
    const svg = await view.toSVG()
    view.finalize()
    if (errors[0]) throw new Error(`bug: ${errors[0]}`)
    return svg
  } catch (cause) {
    const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/^bug: /, '')
    throw new PlatformError(
      'INPUT_INVALID',
      { problems: [`the chart cannot be drawn: ${reason}`] },
      { cause },
    )
  }
}

/** Warnings are about taste, and nobody reads the server's terminal for that; errors are kept for the asker. */
const loggerInto = (errors: string[]): LoggerInterface => {
  const logger = {
    level: () => logger,
    error: (...words: readonly unknown[]) => {
      errors.push(words.map(String).join(' '))
      return logger
    },
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  }
  return logger as unknown as LoggerInterface // its overloads for get and set cannot be written as one arrow function
}

/** A specification may name files and addresses; none is ever read. */
const noLoader = <L extends { load: unknown; sanitize: unknown }>(loader: L): L => ({
  ...loader,
  load: () => Promise.reject(new Error('bug: a chart reads no outside data')),
  sanitize: () => Promise.reject(new Error('bug: a chart opens no address')),
})

/** The same as a PNG of twice the size, Chinese labels included, whatever fonts the machine has. */
export const renderPng = async (
  spec: VegaLiteSpec,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<Uint8Array> => {
  const [{ Resvg }, svg, fonts] = await Promise.all([
    import('@resvg/resvg-js'),
    renderSvg(spec, rows),
    loadShippedFont(),
  ])
  const folder = await mkdtemp(join(tmpdir(), 'millwright-font-'))
  try {
    const files = fonts.map((_, i) => join(folder, `${i}.otf`))
    await Promise.all(files.map((file, i) => writeFile(file, fonts[i] ?? '')))
    const image = new Resvg(svg, {
      fitTo: { mode: 'zoom', value: 2 },
      font: { fontFiles: files, loadSystemFonts: false, defaultFontFamily: shippedFontFamily },
    })
    return image.render().asPng()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
