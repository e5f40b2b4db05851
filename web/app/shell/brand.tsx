/** The product's mark and name. */
export const Brand = () => (
  <span className="mw-brand">
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#145e6b" />
      <g fill="none" stroke="#fff" strokeWidth="2.4" strokeLinejoin="round" strokeLinecap="round">
        <path d="M8 22V11l8 6 8-6v11" />
        <circle cx="16" cy="23" r="1.4" fill="#fff" stroke="none" />
      </g>
    </svg>
    Millwright
  </span>
)
