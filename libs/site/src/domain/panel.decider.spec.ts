import {
  addCharger,
  addPanel,
  addSite,
  chargerIdentity,
  editSite,
  eventsOf,
  MANAGED_SITE,
  panelId,
  SITE,
  site,
} from '../testing';
import { type PanelPatch } from './panel.commands';

const editPanel = (name: string, patch: PanelPatch) =>
  ({ type: 'EditPanel', panelId: panelId(name), patch }) as const;
const removePanel = (name: string) => ({ type: 'RemovePanel', panelId: panelId(name) }) as const;

const ref = (name: string) => ({ siteId: SITE, panelId: panelId(name) });
const tree = eventsOf(
  addSite(),
  addPanel('Main', { ratedLimitAmps: 100 }),
  addPanel('Pod', { parentPanelId: panelId('Main'), ratedLimitAmps: 63 }),
);
const chain = (length: number) =>
  Array.from({ length }, (_, level) =>
    addPanel(`L${level}`, level === 0 ? {} : { parentPanelId: panelId(`L${level - 1}`) }),
  );

describe('a panel', () => {
  it('is added with its name trimmed', () => {
    site
      .given(...eventsOf(addSite()))
      .when(addPanel('Main', { name: ' Main ' }))
      .accepts([
        {
          type: 'PanelAdded',
          data: {
            ...ref('Main'),
            name: 'Main',
            parentPanelId: null,
            ratedLimitAmps: 100,
            evLimit: null,
          },
        },
      ]);
  });

  it('is edited by the few events that say what changed', () => {
    const patch = {
      name: 'Pod 1',
      ratedLimitAmps: 40,
      evLimit: { kind: 'fixed', amps: 32 },
    } as const;
    site
      .given(...tree)
      .when(editPanel('Pod', { ...patch, parentPanelId: null }))
      .accepts([
        { type: 'PanelRenamed', data: { ...ref('Pod'), name: 'Pod 1' } },
        {
          type: 'PanelLimitsChanged',
          data: { ...ref('Pod'), ratedLimitAmps: 40, evLimit: { kind: 'fixed', amps: 32 } },
        },
        {
          type: 'PanelMoved',
          data: { ...ref('Pod'), fromPanelId: panelId('Main'), toPanelId: null },
        },
      ]);
  });

  it('is unchanged by values that it has', () => {
    const patch = {
      name: 'Pod',
      ratedLimitAmps: 63,
      evLimit: null,
      parentPanelId: panelId('Main'),
    };
    site
      .given(...tree)
      .when(editPanel('Pod', patch))
      .changesNothing();
  });

  it('cannot have an unknown parent, and is judged by what needs no path all the same', () => {
    const evLimit = { kind: 'scheduled', peakAmps: 200, offPeakAmps: 300 } as const;
    site
      .given(...tree)
      .when(editPanel('Pod', { parentPanelId: panelId('None'), evLimit }))
      .rejectsWith('panel-not-found', 'schedule-on-child-panel', 'ev-limit-exceeds-rated');
  });

  it('never hangs below itself', () => {
    const cycle = {
      code: 'panel-tree-invalid',
      pointer: '/parentPanelId',
      problem: 'cycle',
    } as const;
    site
      .given(...tree)
      .when(editPanel('Main', { parentPanelId: panelId('Pod') }))
      .rejects([cycle]);
    site
      .given(...tree)
      .when(editPanel('Main', { parentPanelId: panelId('Main') }))
      .rejects([cycle]);
  });

  it('may be the sixteenth of its path, and not the seventeenth', () => {
    const sixteen = eventsOf(addSite(), ...chain(16));
    const parent = panelId('L15');
    site
      .given(...sixteen)
      .when(addPanel('L16', { parentPanelId: parent }))
      .rejects([
        {
          code: 'panel-tree-invalid',
          pointer: '/parentPanelId',
          problem: 'too-deep',
          pathLength: 17,
        },
      ]);
  });

  it('moves only where the paths of all that moves along stay short enough', () => {
    const events = eventsOf(
      addSite(),
      ...chain(15),
      addPanel('A'),
      addPanel('B', { parentPanelId: panelId('A') }),
    );
    site
      .given(...events)
      .when(editPanel('A', { parentPanelId: panelId('L14') }))
      .rejects([
        {
          code: 'panel-tree-invalid',
          pointer: '/parentPanelId',
          problem: 'too-deep',
          pathLength: 17,
        },
      ]);
    const { decision } = site
      .given(...events)
      .when(editPanel('A', { parentPanelId: panelId('L13') }));
    expect(decision.kind).toBe('accepted');
  });

  it('has a name of its own within the site, compared without case', () => {
    const taken = { code: 'panel-name-taken', pointer: '/name', panelName: 'MAIN' } as const;
    site
      .given(...tree)
      .when(editPanel('Pod', { name: 'MAIN' }))
      .rejects([taken]);
    site
      .given(...tree)
      .when(editPanel('Main', { name: 'MAIN' }))
      .accepts([{ type: 'PanelRenamed', data: { ...ref('Main'), name: 'MAIN' } }]);
  });

  it('keeps a schedule only while it is a main panel', () => {
    const evLimit = { kind: 'scheduled', peakAmps: 20, offPeakAmps: 30 } as const;
    const events = eventsOf(addSite(), addPanel('Main'), addPanel('Other', { evLimit }));
    site
      .given(...events)
      .when(editPanel('Other', { parentPanelId: panelId('Main') }))
      .rejects([{ code: 'schedule-on-child-panel', pointer: '/parentPanelId' }]);
    site
      .given(...tree)
      .when(editPanel('Pod', { evLimit }))
      .rejects([{ code: 'schedule-on-child-panel', pointer: '/evLimit' }]);
  });

  it('has an EV limit within its usable, each figure of it', () => {
    const evLimit = { kind: 'scheduled', peakAmps: 50, offPeakAmps: 100.1 } as const;
    site
      .given(...tree)
      .when(editPanel('Main', { evLimit }))
      .rejects([
        {
          code: 'ev-limit-exceeds-rated',
          pointer: '/evLimit/offPeakAmps',
          panelId: panelId('Main'),
          panelName: 'Main',
          usableAmps: 100,
          evLimitAmps: 100.1,
        },
      ]);
  });

  it('is not removed while a panel or a charger hangs below it', () => {
    const used = eventsOf(
      addSite(),
      addPanel('Main'),
      addPanel('Pod', { parentPanelId: panelId('Main') }),
      addCharger('CA-1', { panelId: panelId('Pod') }),
    );
    const refusal = { code: 'panel-not-empty', pointer: '', chargerCount: 1 } as const;
    site
      .given(...used)
      .when(removePanel('Main'))
      .rejects([{ ...refusal, childPanelCount: 1 }]);
    site
      .given(...used)
      .when(removePanel('Pod'))
      .rejects([{ ...refusal, childPanelCount: 0 }]);
  });

  it('is removed once its chargers are retired', () => {
    const retired = eventsOf(addSite(), addPanel('Main'), addCharger('CA-1'), {
      type: 'RetireCharger',
      id: chargerIdentity('CA-1'),
    });
    site
      .given(...retired)
      .when(removePanel('Main'))
      .accepts([{ type: 'PanelRemoved', data: ref('Main') }]);
  });

  it('cannot be rated below what its chargers may draw, and names the first of them', () => {
    const events = eventsOf(
      addSite(MANAGED_SITE),
      addPanel('Main'),
      addCharger('b'),
      addCharger('A'),
    );
    site
      .given(...events)
      .when(editPanel('Main', { ratedLimitAmps: 31 }))
      .rejects([
        {
          code: 'limit-exceeds-panel',
          pointer: '/ratedLimitAmps',
          panelId: panelId('Main'),
          panelName: 'Main',
          usableAmps: 31,
          limitAmps: 32,
          chargerId: 'A',
        },
      ]);
  });

  it('brings its load to the panels that it moves below', () => {
    const small = { ratedLimitAmps: 40, parentPanelId: null };
    const events = eventsOf(
      addSite(),
      addPanel('Main', small),
      addCharger('CA-1'),
      addPanel('Other'),
      addCharger('CA-2', { panelId: panelId('Other') }),
    );
    site
      .given(...events)
      .when(editPanel('Other', { parentPanelId: panelId('Main') }))
      .rejects([
        {
          code: 'oversubscribed-without-energy-management',
          pointer: '/parentPanelId',
          panelId: panelId('Main'),
          panelName: 'Main',
          worstAmps: 40,
          sumAmps: 64,
          excessAmps: 24,
        },
      ]);
  });

  it('says so when its new EV limit is less than its chargers can use', () => {
    const allocation = editSite({ offlineAllocationAmps: 0 });
    const events = eventsOf(
      addSite(MANAGED_SITE),
      allocation,
      addPanel('Main'),
      addCharger('CA-1'),
    );
    const evLimit = { kind: 'fixed', amps: 5.5 } as const;
    const { decision } = site.given(...events).when(editPanel('Main', { evLimit }));
    expect(decision).toMatchObject({
      kind: 'accepted',
      warnings: [
        { code: 'limit-above-ev-limit', chargerId: 'CA-1', limitAmps: 32, evLimitAmps: 5.5 },
        { code: 'panel-oversubscribed', subscriptionRatio: 5.818 },
        { code: 'effective-limit-below-6', effectiveAmps: 5.5, bindingPanelId: panelId('Main') },
      ],
    });
  });
});
