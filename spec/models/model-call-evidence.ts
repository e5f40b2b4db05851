import type { Evidence } from '../runs/step.ts'
import type { ModelCall } from './model-gateway.ts'

const outcomesZh: Readonly<Record<ModelCall['outcome'], string>> = {
  ok: '成功',
  malformed: '格式错误',
  timeout: '超时',
  cancelled: '已取消',
  budget: '超出预算',
  'rate-limited': '请求受限',
  failed: '失败',
}

/** What one call of a model cost, with all that was sent and came back, as evidence of the step that made it. */
export const modelCallEvidence = (call: ModelCall): Evidence => {
  const ms = Math.round(call.durationMs)
  return {
    kind: 'model-call',
    text: {
      en: `${call.model}: ${call.outcome}, ${call.inputTokens} + ${call.outputTokens} tokens, ${ms} ms`,
      zh: `${call.model}：${outcomesZh[call.outcome]}，${call.inputTokens} + ${call.outputTokens} 个词元，${ms} 毫秒`,
    },
    data: call,
  }
}
