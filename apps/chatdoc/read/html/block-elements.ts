import type { XmlElement } from '../xml/parse-xml.ts'

const blocks = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'center',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'html',
  'legend',
  'li',
  'main',
  'menu',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
  'caption',
  'dir',
  'search',
])

export const isBlock = (node: XmlElement | string): node is XmlElement =>
  typeof node !== 'string' && blocks.has(node.name)

/** Whether a block stands somewhere within, as careless markup puts headings into spans. */
export const holdsBlock = (element: XmlElement): boolean =>
  element.children.some(
    child =>
      typeof child !== 'string' && (blocks.has(child.name) || child.name === 'img' || holdsBlock(child)),
  )

export const classesOf = (element: XmlElement): readonly string[] =>
  (element.attributes['class'] ?? '').toLowerCase().split(/\s+/)

/** Parts of a page that are not its document. */
export const isBoilerplate = (element: XmlElement): boolean => {
  const role = element.attributes['role'] ?? ''
  if (element.name === 'nav' || /^(?:navigation|banner|contentinfo|search|menu|menubar)$/.test(role))
    return true
  return classesOf(element).some(name =>
    /^(?:mw-editsection|navbox|noprint|skip-?link|breadcrumbs?|cookie-?(?:banner|consent|notice)|toc|site-(?:header|footer)|vector-(?:column|page-toolbar|dropdown|toc|menu|header|pinn).*|mw-jump-link|hatnote|mw-empty-elt|catlinks|printfooter|authority-control)$/.test(
      name,
    ),
  )
}
