/** The visible box, of which a page may have several. Pressing it is a wish for search: see early.tsx and wishes.tsx. */
export const SearchBox = ({ label }: { label: string }) => (
  <button type="button" className="search-box" aria-label={label} aria-haspopup="dialog">
    <span>{label}</span>
    <kbd>/</kbd>
  </button>
);
