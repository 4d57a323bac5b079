import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';

import { amps } from '../lib/format';
import { type PanelChoice, type PanelPick, usePanelChoices } from '../lib/panels';
import { COMMON_TEXTS } from '../lib/texts/common';

const TEXTS = COMMON_TEXTS.panels;

interface PanelChoiceParts {
  readonly accountId: string;
  /** The panels of this site alone: a charger never leaves its site. */
  readonly siteId?: string | undefined;
  readonly id?: string;
  readonly value?: PanelPick | undefined;
  readonly onChange?: (pick: PanelPick | undefined) => void;
  readonly disabled?: boolean;
  readonly allowClear?: boolean;
  readonly placeholder?: string;
  readonly className?: string;
  readonly 'aria-label'?: string;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly panel: PanelChoice;
}

/** A panel out of the trees of all the account's sites, each with what it has left. */
export function PanelChoiceField(parts: PanelChoiceParts) {
  const { accountId, siteId, value, onChange, placeholder = TEXTS.choose, ...field } = parts;
  const [search, setSearch] = useState('');
  const { panels, chosen, isFetching } = usePanelOptions({ accountId, siteId, value, search });
  return (
    <Select<string, Option>
      {...field}
      value={value?.panelId ?? null}
      options={bySite(panels)}
      loading={isFetching}
      placeholder={placeholder}
      notFoundContent={search === '' ? TEXTS.none : TEXTS.notFound}
      showSearch={{ filterOption: false, searchValue: search, onSearch: setSearch }}
      popupMatchSelectWidth={false}
      classNames={{ popup: { root: 'panel-popup' } }}
      labelRender={({ label }) => (chosen === undefined ? label : <Place panel={chosen} />)}
      optionRender={({ data }) => <Line panel={data.panel} />}
      onChange={(_id, option) => onChange?.(pickOf(option))}
    />
  );
}

interface OptionsWish extends Pick<PanelChoiceParts, 'accountId' | 'siteId' | 'value'> {
  readonly search: string;
}

function usePanelOptions({ accountId, siteId, value, search }: OptionsWish) {
  const { panels, isFetching } = useFoundPanels({ accountId, siteId, search });
  const own = usePanelChoices({ accountId, siteId: value?.siteId ?? siteId });
  const chosen = own.data?.find(({ id }) => id === value?.panelId);
  return { panels: search === '' ? withChosen(panels, chosen) : panels, chosen, isFetching };
}

/** Of one site, all of them are at hand; of many, the service looks for what is searched. */
function useFoundPanels({ accountId, siteId, search }: Omit<OptionsWish, 'value'>) {
  const asked = useDeferredValue(siteId === undefined ? search : '');
  const {
    data = [],
    isPlaceholderData,
    isFetching,
  } = usePanelChoices({
    accountId,
    siteId,
    search: asked,
  });
  // Until the answer is there, Enter must not choose of what was shown for other words.
  const isAnswer = siteId === undefined && asked === search && !isPlaceholderData;
  return { panels: isAnswer ? data : matching(data, search), isFetching };
}

function pickOf(option: Option | Option[] | undefined): PanelPick | undefined {
  if (option === undefined || Array.isArray(option)) return undefined;
  return { siteId: option.panel.siteId, panelId: option.panel.id };
}

function matching(panels: readonly PanelChoice[], search: string) {
  const text = search.trim().toLowerCase();
  return panels.filter(({ name }) => name.toLowerCase().includes(text));
}

function withChosen(panels: readonly PanelChoice[], chosen: PanelChoice | undefined) {
  const isListed = chosen === undefined || panels.some(({ id }) => id === chosen.id);
  return isListed ? panels : [chosen, ...panels];
}

function bySite(panels: readonly PanelChoice[]) {
  const sites = new Map<string, { label: string; title: string; options: Option[] }>();
  for (const panel of panels) {
    const { siteId, siteName } = panel;
    const site = sites.get(siteId) ?? { label: siteName, title: siteName, options: [] };
    site.options.push({ value: panel.id, label: panel.name, panel });
    sites.set(siteId, site);
  }
  return [...sites.values()] as unknown as Option[];
}

function Place({ panel: { siteName, path } }: { readonly panel: PanelChoice }) {
  return (
    <>
      {path.join(' › ')} <span className="quiet">{siteName}</span>
    </>
  );
}

/** Indented by its depth; at the right what is left of it. */
function Line({ panel }: { readonly panel: PanelChoice }) {
  const { name, path, usableAmps, freeAmps, offlineHeadroomAmps } = panel;
  const isManaged = offlineHeadroomAmps !== null;
  const headroom = freeAmps >= 0 || !isManaged ? TEXTS.free(amps(freeAmps)) : TEXTS.shared;
  return (
    <span className="panel-line">
      <span className="panel-name" data-depth={Math.min(path.length - 1, 8)}>
        {name}
      </span>
      <span className="quiet panel-figures">
        {TEXTS.usable(amps(usableAmps))} · {headroom}
        {isManaged ? ` · ${TEXTS.offline(amps(offlineHeadroomAmps))}` : null}
      </span>
    </span>
  );
}
