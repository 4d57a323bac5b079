import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type Charger } from './charger';

/** The scope, with its meaning on hover. */
export function ScopeName({ scope }: { readonly scope: Charger['scope'] }) {
  const { name, text } = CHARGER_TEXTS.scopes[scope.kind];
  return (
    <span className={`scope scope-${scope.kind}`} title={text}>
      {name}
    </span>
  );
}
