import { COMMON_TEXTS } from '../../lib/texts/common';

const FACTS = 8;
const ROWS = 6;

/** The page of a site while it is fetched. */
export function SiteBones() {
  return (
    <div aria-busy="true">
      <span className="visually-hidden">{COMMON_TEXTS.loading}</span>
      <span className="bone bone-title" />
      <div className="site-facts">
        {Array.from({ length: FACTS }, (_, fact) => (
          <span key={fact} className="bone" />
        ))}
      </div>
      <div className="tree">
        {Array.from({ length: ROWS }, (_, row) => (
          <div key={row} className="tree-row">
            <span className="bone" />
            <span className="bone" />
            <span className="bone" />
            <span className="bone" />
          </div>
        ))}
      </div>
    </div>
  );
}
