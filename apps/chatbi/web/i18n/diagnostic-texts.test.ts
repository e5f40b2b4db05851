import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseOssieYaml } from '../../model/index.ts'
import { refusalInChinese } from './refusal-text.ts'
import { chineseDiagnostics, diagnosticText } from './diagnostic-texts.ts'

const chatbi = join(import.meta.dirname, '..', '..')

/** Codes of findings as the sources write them; errors of the catalogue are said elsewhere. */
const codesIn = (folder: string): readonly string[] =>
  readdirSync(join(chatbi, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap(
      file =>
        readFileSync(join(chatbi, folder, file), 'utf8').match(
          /'(?:SQL|OSSIE|YAML|ROW_RULE|MODEL)_[A-Z_]+'/g,
        ) ?? [],
    )
    .map(code => code.slice(1, -1))
    .filter(code => !['SQL_REFUSED', 'MODEL_CONFLICT', 'MODEL_INVALID'].includes(code))

test('every finding about SQL or a model has Chinese words', () => {
  const missing = ['guard', 'sql', 'model'].flatMap(codesIn).filter(code => !(code in chineseDiagnostics))
  assert.deepEqual([...new Set(missing)], [])
})

test('a finding in Chinese keeps the names that it is about', () => {
  const message = 'There is no column "lin" here that you may see. Did you mean "line"?'
  const finding = { code: 'SQL_UNKNOWN_COLUMN', severity: 'error' as const, message }
  assert.equal(diagnosticText(finding, 'zh'), '没有您可以查看的列“lin”。是否指“line”？')
  assert.equal(diagnosticText(finding, 'en'), message)
  const at = { from: 7, to: 12 }
  const called = { code: 'SQL_FUNCTION', severity: 'error' as const, message: 'x', at }
  assert.equal(diagnosticText(called, 'zh', 'SELECT sleep(1)'), '不能这样使用函数“sleep”。')
  assert.equal(diagnosticText({ ...called, code: 'OF_A_LATER_VERSION' }, 'zh'), 'x')
})

test('findings about a model document are said in Chinese', () => {
  const yaml = 'version: "0.2.0.dev0"\nsemantic_model:\n  - name: m\n    datasts: []\n'
  const { diagnostics } = parseOssieYaml(yaml)
  const told = diagnostics.map(finding => diagnosticText(finding, 'zh', yaml))
  assert.ok(told.includes('没有“datasts”这一项。是否指“datasets”？'), told.join('\n'))
  for (const text of told) assert.match(text, /\p{Script=Han}/u)
})

test('refused SQL and a refused edit are said in Chinese', () => {
  const finding = { code: 'SQL_RECURSIVE', severity: 'error', message: 'Recursive queries are not allowed.' }
  const problems = [finding.message]
  const refused = { code: 'SQL_REFUSED', data: { problems, diagnostics: [finding] } }
  assert.equal(refusalInChinese(refused), 'SQL 被拒绝：不允许递归查询。')
  const data = { step: 'compile', problems, checks: [{ name: 'sql-guard', data: finding }] }
  assert.equal(refusalInChinese({ code: 'STEP_EDIT_REFUSED', data }), '修改被拒绝：不允许递归查询。')
  assert.equal(refusalInChinese({ code: 'SQL_REFUSED', data: { problems } }), undefined)
})
