import type { Grade } from '@millwright/spec'

const restricted =
  /\b(password|passwd|pwd|passcode|secret|token|api key|private key|pin code|cvv|cvc|ssn|social security|national id|identity card|id card|passport|credit card number|card number|bank account|account number|iban|fingerprint|salt)\b|密码|口令|身份证|护照|银行卡|银行账号/u
const confidential =
  /\b(email|e mail|phone|telephone|mobile|cell phone|fax|contact number|wechat|salary|salaries|wage|wages|payroll|bonus|compensation|birth date|date of birth|birthday|medical|diagnosis|religion|ethnicity)\b|邮箱|电子邮件|电话|手机|微信|薪资|工资|薪酬|奖金|出生日期|生日|病历/u
const people =
  /\b(customer|employee|staff|student|person|people|patient|member|user|contact|teacher|driver|worker|operator|technician)s?\b|员工|客户|学生|病人|用户|人员/u
const home = /\b(address|street|home city|postcode|zip code|zip)\b|住址|地址/u

/**
 * How sensitive a column is, by its words: credentials and identity numbers are restricted, contact data, pay and
 * birth dates confidential, so is where a person lives. Names of persons are internal. People change it in the model.
 */
export const gradeOf = (columnWords: readonly string[], tableWords: readonly string[]): Grade => {
  const column = columnWords.join(' ')
  if (restricted.test(column)) return 'restricted'
  if (confidential.test(column)) return 'confidential'
  const isHome = home.test(column) && people.test(`${column} ${tableWords.join(' ')}`)
  return isHome && /address|street|住址/u.test(column) ? 'confidential' : 'internal'
}
