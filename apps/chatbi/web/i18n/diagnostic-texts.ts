import type { Diagnostic } from '@millwright/spec'

/** What a finding tells besides its code: the names in it, and the words of the text that it points at. */
interface Told {
  readonly names: readonly string[]
  readonly words: string
  readonly message: string
  readonly fix: string | undefined
}

const one = ({ names, words }: Told): string => ((names[0] ?? words) ? `“${names[0] ?? words}”` : '')
const second = ({ names }: Told): string => (names[1] === undefined ? '' : `“${names[1]}”`)
const meant = ({ names, fix }: Told): string => {
  const name = fix ?? names[1]
  return name === undefined ? '' : `是否指“${name}”？`
}
const numberIn = ({ message }: Told): string => /\d[\d,]*/.exec(message)?.[0] ?? ''

/** Findings about SQL and about semantic models in Chinese, by code; the server writes English itself. */
export const chineseDiagnostics: Readonly<Record<string, (told: Told) => string>> = {
  SQL_SYNTAX: told => `SQL 语法有误：此处不能是${one(told) || '这样的内容'}。`,
  SQL_COMMENT: () => '这种注释在不同数据库中含义不同，请去掉。',
  SQL_NOT_SELECT: () => '这里只能执行 SELECT 查询。',
  SQL_WRITES: () => '这里只能读取数据，不能写入。',
  SQL_TOO_LONG: told => `查询过长，上限为 ${numberIn(told)}。`,
  SQL_TOO_DEEP: () => '查询嵌套过深，请拆分或简化。',
  SQL_AMBIGUOUS: () => '这种写法有不同的解读，请用括号写清楚。',
  SQL_AMBIGUOUS_COLUMN: told => `多张表都有列${one(told)}，请注明是哪一张。`,
  SQL_AMBIGUOUS_TABLE: told => `多个模式中都有表${one(told)}，请注明模式。`,
  SQL_UNKNOWN_COLUMN: told => `没有您可以查看的列${one(told)}。${meant(told)}`,
  SQL_UNKNOWN_TABLE: told => `没有您可以查看的表${one(told)}。${meant(told)}`,
  SQL_TABLE_FUNCTION: () => 'FROM 后面只能是表或子查询，不能是函数。',
  SQL_FUNCTION: told => `不能这样使用函数${told.words ? `“${told.words}”` : ''}。`,
  SQL_TYPE: told => `不能转换为此类型${told.words ? `：“${told.words}”` : ''}。`,
  SQL_PART: () => 'EXTRACT 不支持这个时间部分。',
  SQL_STAR: () => '此处不能使用“*”，请写出列名。',
  SQL_WINDOW: told => (told.names[0] ? `没有名为${one(told)}的窗口。` : '窗口范围的写法有误。'),
  SQL_RECURSIVE: () => '不允许递归查询。',
  SQL_CTE_NAME: told => `名称${one(told)}已被其他表或查询使用，请换一个名称。`,
  SQL_SET_COLUMNS: () => '两边的列数不一致。',
  SQL_COLUMN_NAMES: () => '列名的个数与列数不一致。',
  SQL_ORDER: () => 'UNION、INTERSECT 或 EXCEPT 的结果只能按列名或列的序号排序。',
  SQL_ALIAS_TWICE: told => `有两张表都叫${one(told)}，请给其中一张换一个别名。`,
  SQL_JOIN: () => '不支持这种连接方式。',
  SQL_UNVERIFIED: () => '无法确认此查询是安全的，因此没有执行。',
  ROW_RULE_INVALID: () => '该表的行级规则无法使用，因此其数据暂不开放。请联系数据管理员。',
  YAML_SYNTAX: told => `YAML 语法有误：${told.message}`,
  OSSIE_TOO_LARGE: told => `文档过大，最多包含 ${numberIn(told)} 个映射。`,
  OSSIE_VERSION: () => '不支持此 Ossie 版本，目前支持 0.2。',
  OSSIE_MODEL_SECOND: () => '一个文档只能包含一个模型，此模型未读取。',
  OSSIE_REQUIRED: told =>
    told.names.length > 0 ? `缺少必填项“${told.names.at(-1)}”。` : '文档或模型为空，或缺少数据源。',
  OSSIE_FIELD_UNKNOWN: told => `没有${unknownKey(told)}这一项。${told.fix ? `是否指“${told.fix}”？` : ''}`,
  OSSIE_TYPE: told => `${kindNeeded(told.message)}`,
  OSSIE_NAME_DUPLICATE: told => `名称${one(told)}已经存在。`,
  OSSIE_REFERENCE_UNKNOWN: told =>
    `引用的名称${lastName(told)}不存在。${told.fix ? `是否指“${told.fix}”？` : ''}`,
  OSSIE_DIALECT_UNKNOWN: told => `未知的 SQL 方言${one(told)}。`,
  OSSIE_DATATYPE_UNKNOWN: told => `未知的数据类型${one(told)}。`,
  OSSIE_EXPRESSION_INVALID: told =>
    `指标的表达式有误：${one(told) ? `请检查${lastName(told)}处` : '请检查写法'}。`,
  OSSIE_EXPRESSION_UNSUPPORTED: () => '此列由表达式计算得出；只有普通的列可以提问，因此未读取。',
  OSSIE_SOURCE_UNSUPPORTED: () => 'source 必须是表或视图的名称，写作“表”或“模式.表”。',
  OSSIE_COLUMNS_UNEQUAL: () => '关系两边的列数不一致。',
  OSSIE_METRIC_CIRCULAR: told => `指标${one(told)}引用了自身。`,
  OSSIE_EXTENSION_INVALID: () => '扩展内容（custom_extensions）有误，请检查其 JSON 和各项取值。',
  MODEL_TABLE_MISSING: told => `数据源中没有表${one(told)}。${meant(told)}`,
  MODEL_COLUMN_MISSING: told =>
    `表${one(told)}没有列${second(told)}。${told.fix ? `是否指“${told.fix}”？` : ''}`,
}

/** "Dataset "x" has no field "y". Did you mean …": the one before the hint. */
const unknownKey = ({ message, words }: Told): string => {
  const name = /has no field "([^"]*)"/.exec(message)?.[1] ?? words
  return name ? `“${name}”` : ''
}

/** The name that is not there; one that was meant instead comes after it. */
const lastName = ({ names, fix }: Told): string => {
  const name = names.filter(found => found !== fix).at(-1)
  return name === undefined ? '' : `“${name}”`
}

const kindNeeded = (message: string): string => {
  if (message.includes('must be a list')) return '此处必须是列表。'
  if (message.includes('must be a mapping')) return '此处必须是映射（键: 值）。'
  return message.includes('true or false') ? '此处必须是 true 或 false。' : '此处必须是文本。'
}

/** The finding in the language; `text` is what it points into. A code without words of its own stays as it is. */
export const diagnosticText = (diagnostic: Diagnostic, language: 'en' | 'zh', text = ''): string => {
  const write = language === 'zh' ? chineseDiagnostics[diagnostic.code] : undefined
  if (!write) return diagnostic.message
  const { at, message, fix } = diagnostic
  return write({
    names: [...message.matchAll(/"([^"]*)"/g)].map(match => match[1] ?? ''),
    words: at?.from === undefined || at.to === undefined ? '' : text.slice(at.from, at.to),
    message,
    fix,
  })
}

/** All findings as the editor shows them. */
export const localizeDiagnostics = (
  diagnostics: readonly Diagnostic[],
  language: 'en' | 'zh',
  text: string,
): readonly Diagnostic[] =>
  diagnostics.map(diagnostic => ({ ...diagnostic, message: diagnosticText(diagnostic, language, text) }))
