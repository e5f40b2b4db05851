import { SegmentedControl } from '@mantine/core'
import { useLanguage } from '../i18n/i18n.tsx'

/** English or Chinese, for the whole page. */
export const LanguageSwitch = () => {
  const { language, setLanguage } = useLanguage()
  return (
    <SegmentedControl
      size="xs"
      aria-label="Language · 语言"
      value={language}
      onChange={value => setLanguage(value === 'zh' ? 'zh' : 'en')}
      data={[
        { value: 'en', label: 'EN' },
        { value: 'zh', label: '中文' },
      ]}
    />
  )
}
