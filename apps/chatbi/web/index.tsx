import { IconChartBar, IconRosetteDiscountCheck, IconSchema } from '@tabler/icons-react'
import type { AppPanels } from '@millwright/web'
import { refusalInChinese } from './i18n/refusal-text.ts'

/** ChatBI's part of the page: the conversation, the semantic model and the verified questions. */
const panels: AppPanels = {
  app: 'chatbi',
  routes: [
    { path: 'model', permission: 'model.read', load: () => import('./model/model-page.tsx') },
    { path: 'model/:sourceId', permission: 'model.read', load: () => import('./model/model-page.tsx') },
    { path: 'verified', permission: 'verified.read', load: () => import('./verified/verified-page.tsx') },
  ],
  navigation: [
    {
      to: '/model',
      label: { en: 'Semantic model', zh: '语义模型' },
      icon: <IconSchema />,
      permission: 'model.read',
      order: 10,
    },
    {
      to: '/verified',
      label: { en: 'Verified questions', zh: '已验证问题' },
      icon: <IconRosetteDiscountCheck />,
      permission: 'verified.read',
      order: 20,
    },
  ],
  start: {
    path: '',
    label: { en: 'Ask data', zh: '问数据' },
    icon: <IconChartBar />,
    permission: 'data.ask',
  },
  toChinese: refusalInChinese,
  loadConversationView: () => import('./conversation/conversation-view.tsx'),
  loadRunView: () => import('./conversation/run-view.tsx'),
  sourceLinks: source => [
    { to: `/?source=${encodeURIComponent(source.id)}`, label: { en: 'Ask', zh: '提问' } },
    { to: `/model/${encodeURIComponent(source.id)}`, label: { en: 'Semantic model', zh: '语义模型' } },
  ],
}

export default panels
