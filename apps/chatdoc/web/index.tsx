import { IconBook2, IconFiles, IconTargetArrow } from '@tabler/icons-react'
import type { AppPanels } from '@millwright/web'

/** ChatDoc's part of the page: the conversation about documents, the library and the golden questions. */
const panels: AppPanels = {
  app: 'chatdoc',
  routes: [
    { path: 'documents', permission: 'documents.read', load: () => import('./documents/library-page.tsx') },
    {
      path: 'documents/:documentId',
      permission: 'documents.read',
      load: () => import('./documents/document-page.tsx'),
    },
    {
      path: 'documents/:documentId/edit',
      permission: 'documents.write',
      load: () => import('./editor/editor-page.tsx'),
    },
    { path: 'golden', permission: 'documents.judge', load: () => import('./golden/golden-page.tsx') },
  ],
  navigation: [
    {
      to: '/documents',
      label: { en: 'Documents', zh: '文档库' },
      icon: <IconFiles />,
      permission: 'documents.read',
      order: 5,
    },
    {
      to: '/golden',
      label: { en: 'Golden questions', zh: '标准问题' },
      icon: <IconTargetArrow />,
      permission: 'documents.judge',
      order: 25,
    },
  ],
  start: {
    path: 'ask/documents',
    label: { en: 'Ask documents', zh: '问文档' },
    icon: <IconBook2 />,
    permission: 'data.ask',
  },
  loadConversationView: () => import('./conversation/conversation-view.tsx'),
  loadRunView: () => import('./conversation/run-view.tsx'),
}

export default panels
