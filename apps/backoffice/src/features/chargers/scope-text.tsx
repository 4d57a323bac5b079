import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type ScopeKind } from './charger';
import { DriverName, GroupName } from './thing-names';

interface ToldScope {
  readonly kind: ScopeKind;
  readonly driverId?: string;
  readonly groupIds?: readonly string[];
}

/** The scope, and whom it names. */
export function ScopeText({ scope: { kind, driverId, groupIds = [] } }: { scope: ToldScope }) {
  const groups = kind === 'groups' ? groupIds : [];
  return (
    <>
      {CHARGER_TEXTS.scopes[kind].name}
      {kind === 'private' && driverId !== undefined ? (
        <Named>
          <DriverName driverId={driverId} />
        </Named>
      ) : null}
      {groups.map((id) => (
        <Named key={id}>
          <GroupName groupId={id} />
        </Named>
      ))}
    </>
  );
}

function Named({ children }: { readonly children: React.ReactNode }) {
  return (
    <>
      {' · '}
      {children}
    </>
  );
}
