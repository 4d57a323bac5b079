/**
 * One request of those that fill the demo, as a client would send it. `{name}` in a path or a body
 * stands for the id of the thing that an earlier step added under that name.
 */
export type DemoStep =
  | { readonly kind: 'add'; readonly name: string; readonly path: string; readonly body: object }
  | { readonly kind: 'edit'; readonly path: string; readonly body: object }
  | {
      readonly kind: 'archive' | 'retire';
      readonly path: string;
      readonly body: object | undefined;
    };

/** What is added goes by its name, `body.name` or `body.chargerId`, in the steps that follow. */
export function add(name: string, path: string, body: object): DemoStep {
  return { kind: 'add', name, path, body };
}

export function edit(path: string, body: object): DemoStep {
  return { kind: 'edit', path, body };
}

interface PanelBody {
  readonly ratedLimitAmps: number;
  readonly evLimit?: object;
  /** The panel's name; none: a main one. */
  readonly parent?: string;
}

/** A panel of a site; both go by their names. */
export function panel(site: string, name: string, { parent, ...body }: PanelBody): DemoStep {
  const place = parent === undefined ? {} : { parentPanelId: `{${parent}}` };
  return add(name, `/v1/sites/{${site}}/panels`, { name, ...place, ...body });
}

interface ChargerBody {
  readonly limitAmps: number;
  readonly scope: object;
  readonly [member: string]: unknown;
}

/** Chargers of one panel, each by its Charger ID. */
export function chargers(
  site: string,
  panelName: string,
  bodies: Readonly<Record<string, ChargerBody>>,
): readonly DemoStep[] {
  return Object.entries(bodies).map(([chargerId, body]) =>
    add(chargerId, `/v1/sites/{${site}}/chargers`, {
      chargerId,
      panelId: `{${panelName}}`,
      ...body,
    }),
  );
}

export function editCharger(site: string, chargerId: string, body: object): DemoStep {
  return edit(`/v1/sites/{${site}}/chargers/{${chargerId}}`, body);
}

export const ACCOUNT = { kind: 'account' } as const;
export const CLOSED = { kind: 'closed' } as const;
export const OPEN = { kind: 'open' } as const;
export const PUBLIC = { kind: 'public' } as const;

export function privateTo(driver: string): object {
  return { kind: 'private', driverId: `{${driver}}` };
}

export function forGroups(...groups: readonly string[]): object {
  return { kind: 'groups', groupIds: groups.map((group) => `{${group}}`) };
}
