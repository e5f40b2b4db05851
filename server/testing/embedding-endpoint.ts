import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An embedding model behind the endpoint that real ones have. */
export interface EmbeddingEndpoint {
  readonly baseUrl: string
  /** Texts that it was sent. */
  readonly asked: readonly string[]
  close(): void
}

/** Serves `vectorOf` on a free port. */
export const startEmbeddingEndpoint = async (
  vectorOf: (text: string) => readonly number[],
): Promise<EmbeddingEndpoint> => {
  const asked: string[] = []
  const endpoint = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[] } // as the client sends it
      asked.push(...input)
      response.writeHead(200, { 'content-type': 'application/json' })
      const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }))
      response.end(JSON.stringify({ object: 'list', data, usage: { prompt_tokens: 1, total_tokens: 1 } }))
    })
  })
  await new Promise<void>(resolve => endpoint.listen(0, '127.0.0.1', resolve))
  const { port } = endpoint.address() as AddressInfo // a TCP server has no other kind of address
  return { baseUrl: `http://127.0.0.1:${port}/v1`, asked, close: () => endpoint.close() }
}
