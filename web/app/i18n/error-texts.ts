import type { ErrorCode, ErrorData } from '@millwright/spec'

const list = (problems: readonly string[]): string => problems.join('；')

/**
 * What the server's errors say in Chinese, by code; it writes English itself. Codes that a page never meets are
 * left out, and reasons that come from a database or a file stay as they were given.
 */
const zh: { readonly [C in ErrorCode]?: (data: ErrorData[C]) => string } = {
  INTERNAL_ERROR: d => `Millwright 内部出错，详情见日志中的请求“${d.requestId}”。`,
  INPUT_INVALID: d => `请求无效：${list(d.problems)}。`,
  NOT_PERMITTED: d => `需要权限“${d.permission}”，请向系统管理员申请相应的角色。`,
  CSRF_REFUSED: () => '请求被拒绝，请刷新页面后重试。',
  LOGIN_FAILED: () => '登录失败：姓名或密码不正确。',
  LOGIN_THROTTLED: d => `失败次数过多，请在 ${d.retryAfterS} 秒后重试。`,
  RESOURCE_NOT_FOUND: () => '内容不存在，或已被移除。',
  RESOURCE_CONFLICT: d => `无法保存：${d.message}。`,
  BODY_TOO_LARGE: d => `内容超过了 ${d.limitBytes} 字节的上限。`,
  TOO_BUSY: d => `请求过多，请在 ${d.retryAfterS} 秒后重试。`,
  NOT_READY: d => `尚未就绪：${d.reason}。`,
  STORE_UNAVAILABLE: d => `数据库没有响应：${d.reason}。`,
  RUN_NOT_FOUND: () => '该回答不存在，或已被移除。',
  STEP_NOT_EDITABLE: d => `此步骤不能编辑：${d.reason}。`,
  STEP_EDIT_CONFLICT: d =>
    `此步骤已被他人修改（您看到的是版本 ${d.expectedVersion}，现在是版本 ${d.actualVersion}）。请比较后重新保存。`,
  STEP_EDIT_REFUSED: d =>
    `修改被拒绝：${list(d.checks?.map(check => check.message.zh ?? check.message.en) ?? d.problems)}。`,
  NOTHING_TO_UNDO: () => '没有可以撤销的修改。',
  JOB_NOT_FOUND: () => '该任务不存在。',
  SOURCE_NOT_FOUND: () => '该数据源不存在，或已被移除。',
  SOURCE_UNREACHABLE: d => `无法连接 ${d.location}：${d.reason}。`,
  SOURCE_NOT_SUPPORTED: d => `${d.location} 不能作为数据源：${d.reason}。`,
  FILE_UNREADABLE: d => `无法读取 ${d.file}：${d.reason}。`,
  FILE_TOO_LARGE: d => `${d.file} 有 ${d.sizeBytes} 字节，上限为 ${d.limitBytes} 字节。`,
  DOCUMENT_PASSWORD_NEEDED: d => `“${d.file}”已加密，请提供密码后重新读取。`,
  DOCUMENT_UNREADABLE: d =>
    `无法读取“${d.file}”${d.page === undefined ? '' : `第 ${d.page} 页`}：${d.reason}。`,
  DOCUMENT_TOO_LARGE: d => `“${d.file}”过大：${d.reason}。`,
  DOCUMENT_EMPTY: d => `“${d.file}”没有可读的内容。`,
  DOCUMENT_FORMAT_UNKNOWN: d => `“${d.file}”是 ${d.found}，不是可以读取的文档。`,
  BLOCK_EDIT_CONFLICT: d =>
    `该段内容已被${d.by === undefined ? '他人' : `“${d.by}”`}修改（您看到的是版本 ${d.expectedVersion}，现在是版本 ${d.actualVersion}）。请比较后重新保存。`,
  QUERY_FAILED: d => `数据库拒绝了查询：${d.reason}。`,
  QUERY_TIMEOUT: d => `查询超过 ${d.timeoutMs} 毫秒，已停止。请缩小时间范围或增加筛选。`,
  QUERY_CANCELLED: () => '查询已取消。',
  SQL_REFUSED: d => `SQL 被拒绝：${list(d.problems)}。`,
  MODEL_INVALID: d => `语义模型有错误：${list(d.problems)}。`,
  MODEL_CONFLICT: d =>
    `语义模型已被他人修改（您看到的是版本 ${d.expectedVersion}，现在是版本 ${d.actualVersion}）。请重新载入后再修改。`,
}

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(zh, code)

/** A code of the catalogue with its facts: an error of the server, of a step or of a job. */
export interface Failure {
  readonly code: string
  readonly data?: unknown
}

/** A failure in Chinese; absent where the page has no words of its own for it. */
export const toChinese = (error: Failure): string | undefined => {
  if (!isKnown(error.code) || typeof error.data !== 'object' || error.data === null) return undefined
  const write = zh[error.code] as ((data: unknown) => string) | undefined // its data travels with its code
  try {
    return write?.(error.data)
  } catch {
    return undefined // another version of the server sent other facts
  }
}
