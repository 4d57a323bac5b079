import { COMMON_TEXTS } from '../lib/texts/common';

/** Lines that are fetched, one below the other. */
export function LineBones({ count }: { readonly count: number }) {
  return (
    <div aria-busy="true">
      <span className="visually-hidden">{COMMON_TEXTS.loading}</span>
      {Array.from({ length: count }, (_, line) => (
        <span key={line} className="bone bone-line" />
      ))}
    </div>
  );
}
