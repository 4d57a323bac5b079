import { useSyncExternalStore } from 'react';

import { type MapColours } from './map-style';

/** Names of the page's colours, as its style sheet has them. */
const VARIABLES = {
  sea: '--map-sea',
  land: '--map-land',
  border: '--map-border',
  text: '--text',
  accent: '--accent',
  onAccent: '--map-on-accent',
  quiet: '--map-quiet',
  surface: '--surface',
} as const satisfies Record<keyof MapColours, string>;

export function readColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const entries = Object.entries(VARIABLES).map(([name, variable]) => [
    name,
    style.getPropertyValue(variable).trim(),
  ]);
  return Object.fromEntries(entries) as MapColours;
}

/** `light` or `dark`, as the page is now. */
export function useAppearance(): string {
  return useSyncExternalStore(watch, () => document.documentElement.dataset['theme'] ?? 'light');
}

function watch(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
