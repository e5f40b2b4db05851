const orders =
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}\b(?:instructions?|prompts?|rules?|above|previous|guidelines|context)\b|\b(?:system|developer) ?(?:prompt|message|note|override)\b|\byou are (?:now |a |an )?[^.]{0,30}(?:assistant|ai|model|chatbot|gpt|dan)\b|\b(?:as|dear|attention|note to|instructions? (?:for|to)) (?:an? |the |any |all )?(?:ai|llm|language model|assistant|chatbot|model)\b|\b(?:ai|llm|language) (?:models?|assistants?|systems?) (?:must|should|shall|reading|processing)\b|\bwhen (?:asked|answering|summari[sz]ing)\b[^.]{0,60}\b(?:say|answer|reply|respond|output|write|claim|state)\b|\b(?:reply|respond|answer) (?:only )?(?:with|that)\b|<\/?(?:system|assistant|user|instructions?)>|\[\/?(?:INST|SYS)\]|^\s*(?:system|assistant|user)\s*:|忽略[^。]{0,12}(?:指令|提示|规则|以上|之前|要求)|无视[^。]{0,12}(?:指令|提示|规则)|(?:你(?:现在)?是|作为)[^。]{0,8}(?:助手|人工智能|模型|AI)|(?:系统|开发者)(?:提示|指令|消息)|(?:AI|人工智能|大?语言模型|模型|助手)[^。]{0,6}(?:必须|应当|请|只能)(?:回答|回复|输出|说)|请?(?:回答|回复|输出)[:：]|(?:被问|回答问题|总结)时[^。]{0,20}(?:说|回答|回复|输出)/imu

/**
 * Whether a text speaks to a language model instead of to a reader of the document. Its words then prove nothing that
 * a model writes: known patterns only, so the checks of quotes and figures stand beside it.
 */
export const addressesModel = (text: string): boolean => orders.test(text.normalize('NFKC'))
