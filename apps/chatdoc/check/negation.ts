const negationEn =
  /\b(?:not|no|never|cannot|neither|nor|without|unable|impossible|unsupported|forbidden|prohibited|none)\b|n['’]t\b/i
const negationZh = /不(?!同|仅|但|过|久|断|少|管|论|锈)|没有|无法|无需|未|禁止|严禁|切勿|请勿|勿|并非/

/** Whether the words of a text deny something. */
export const isNegative = (text: string): boolean => negationEn.test(text) || negationZh.test(text)
