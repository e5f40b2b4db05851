import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCorpus } from './corpus.ts'
import { fitListwise, scoreWith } from './train-listwise.ts'
import type { RankingGroup, Weights } from './train-listwise.ts'
import { loadSquad } from './squad.ts'

/**
 * `npm run train:chatdoc -- --data FILE [--data FILE …] [--check]` learns the weights of the re-ranker from files of
 * SQuAD's format and writes them where search reads them. It prints what they reach on articles they were not learned
 * from. With `--check` it writes nothing. The licence of the data is named in the file.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [] },
    check: { type: 'boolean', default: false },
  },
})

const folds = 5
const candidates = 60
const weightsFile = join(
  import.meta.dirname,
  '..',
  '..',
  'apps',
  'chatdoc',
  'retrieve',
  'reranker-weights.json',
)

interface Example extends RankingGroup {
  readonly fold: number
}

/** Every question with its passages' features, from the search itself. */
const loadExamples = async (path: string): Promise<readonly Example[]> => {
  const { documents, questions } = await loadSquad(path)
  const corpus = await openCorpus(documents)
  const { search, actor } = corpus
  const examples: Example[] = []
  for (const { question, paragraph, articleId, answers } of questions) {
    if (answers.length === 0) continue
    const { hits } = await search.search({ question, filter: {}, actor, limit: candidates })
    examples.push({
      fold: Number(articleId.replace('article-', '')) % folds,
      rows: hits.map(hit => hit.features),
      right: hits.findIndex(hit => hit.blocks.some(block => block.text === paragraph)),
    })
  }
  await corpus.close()
  return examples
}

const rankOf = ({ rows, right }: RankingGroup, weights: Weights): number => {
  if (right === -1) return Infinity
  const scores = rows.map(row => scoreWith(weights, row))
  return scores.filter((score, index) => score > (scores[right] ?? 0) && index !== right).length
}

const figuresOf = (ranks: readonly number[]) => ({
  hit1: ranks.filter(rank => rank === 0).length / ranks.length,
  hit5: ranks.filter(rank => rank < 5).length / ranks.length,
})

const sets = new Map<string, readonly Example[]>()
for (const path of values.data) sets.set(basename(path), await loadExamples(path))
const all = [...sets.values()].flat()
if (all.length === 0) {
  console.error('Usage: npm run train:chatdoc -- --data FILE [--data FILE …] [--check]')
  process.exit(2)
}

const held = Array.from({ length: folds }, (_, fold) =>
  fitListwise(all.filter(example => example.fold !== fold)),
)
const crossValidated: Record<string, { readonly hit1: number; readonly hit5: number }> = {}
for (const [name, examples] of sets)
  crossValidated[name] = figuresOf(examples.map(example => rankOf(example, held[example.fold] ?? {})))
console.table(crossValidated)

const weights = fitListwise(all)
const rounded = Object.fromEntries(
  Object.entries(weights).map(([name, weight]) => [name, Math.round(weight * 1000) / 1000]),
)
const record = {
  version: 1,
  method:
    'linear, listwise softmax over the passages found, weights not negative; see bench/chatdoc/train-reranker.ts',
  trainedOn: [...sets.keys()],
  licence: 'XQuAD (google-deepmind/xquad) and CMRC 2018 (ymcui/cmrc2018), both CC BY-SA 4.0',
  crossValidatedByArticle: crossValidated,
  weights: rounded,
}
console.log(rounded)
if (!values.check) await writeFile(weightsFile, `${JSON.stringify(record, undefined, 2)}\n`)
process.exit(0)
