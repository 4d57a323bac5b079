import { theme as antdTheme, type ThemeConfig } from 'antd';
import { createContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';

export const APPEARANCES = ['light', 'dark', 'system'] as const;
export type Appearance = (typeof APPEARANCES)[number];

export interface ThemeChoice {
  readonly appearance: Appearance;
  readonly isDark: boolean;
  readonly choose: (appearance: Appearance) => void;
}

export const ThemeContext = createContext<ThemeChoice>({
  appearance: 'system',
  isDark: false,
  choose: () => undefined,
});

const PLACE = 'chargebook.appearance';
const DARK = '(prefers-color-scheme: dark)';

export function useThemeChoice(): ThemeChoice {
  const [appearance, setAppearance] = useState(rememberedAppearance);
  const isSystemDark = useSyncExternalStore(watchSystem, () => window.matchMedia(DARK).matches);
  const isDark = appearance === 'system' ? isSystemDark : appearance === 'dark';
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  }, [isDark]);
  return useMemo(
    () => ({
      appearance,
      isDark,
      choose: (chosen: Appearance) => {
        setAppearance(chosen);
        rememberAppearance(chosen);
      },
    }),
    [appearance, isDark],
  );
}

function watchSystem(onChange: () => void): () => void {
  const system = window.matchMedia(DARK);
  system.addEventListener('change', onChange);
  return () => system.removeEventListener('change', onChange);
}

function rememberedAppearance(): Appearance {
  try {
    const kept = localStorage.getItem(PLACE);
    return APPEARANCES.find((each) => each === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

function rememberAppearance(appearance: Appearance): void {
  try {
    localStorage.setItem(PLACE, appearance);
  } catch {
    // A browser that keeps nothing shows it for as long as the page is open.
  }
}

const LIGHT_TOKENS = {
  colorPrimary: '#0f6b5c',
  colorInfo: '#0f6b5c',
  colorLink: '#0b5c4f',
  colorError: '#b42318',
  colorWarning: '#8a5a00',
  colorSuccess: '#1a7f37',
  colorInfoBg: '#eaf4f2',
  colorInfoBorder: '#bcdcd5',
  colorWarningBg: '#fff4dc',
  colorWarningBorder: '#ecd5a2',
  colorErrorBg: '#fdecea',
  colorErrorBorder: '#f3c3be',
  colorBorder: '#87918e',
  colorBgLayout: '#f6f8f7',
  controlItemBgActive: '#e3f1ee',
  controlItemBgActiveHover: '#d5eae5',
  colorTextSecondary: 'rgba(16, 24, 22, 0.72)',
  colorTextTertiary: 'rgba(16, 24, 22, 0.68)',
  colorTextQuaternary: 'rgba(16, 24, 22, 0.64)',
  colorTextPlaceholder: 'rgba(16, 24, 22, 0.62)',
  colorTextDescription: 'rgba(16, 24, 22, 0.68)',
};

const DARK_TOKENS = {
  colorPrimary: '#3fbfa6',
  colorInfo: '#3fbfa6',
  colorLink: '#6fd6c1',
  colorError: '#ff8a80',
  colorWarning: '#e6b450',
  colorSuccess: '#6cc58a',
  colorInfoBg: '#17332d',
  colorInfoBorder: '#28574d',
  colorWarningBg: '#33290f',
  colorWarningBorder: '#5d4c1e',
  colorErrorBg: '#3a1c19',
  colorErrorBorder: '#6a322d',
  colorBorder: '#6f7a77',
  colorBgLayout: '#101413',
  controlItemBgActive: '#173a33',
  controlItemBgActiveHover: '#1b433b',
  colorBgContainer: '#171d1b',
  colorBgElevated: '#1f2624',
  colorTextLightSolid: '#06201b',
  colorTextSecondary: 'rgba(255, 255, 255, 0.75)',
  colorTextTertiary: 'rgba(255, 255, 255, 0.7)',
  colorTextQuaternary: 'rgba(255, 255, 255, 0.65)',
  colorTextPlaceholder: 'rgba(255, 255, 255, 0.62)',
  colorTextDescription: 'rgba(255, 255, 255, 0.7)',
};

const LESS_MOTION = '(prefers-reduced-motion: reduce)';
const QUICK = { motionDurationMid: '0.12s', motionDurationSlow: '0.16s' };
/** Not without an end, for which the components wait. */
const HARDLY_MOVING = {
  motionDurationFast: '0.01s',
  motionDurationMid: '0.01s',
  motionDurationSlow: '0.01s',
};

/** As they are said: the algorithm for the dark would dim what is chosen for it. */
const PINNED = ['colorPrimary', 'colorInfo', 'colorLink', 'colorError', 'colorWarning'] as const;

const darkAsSaid: typeof antdTheme.darkAlgorithm = (seed, map) => {
  const derived = antdTheme.darkAlgorithm(seed, map);
  return { ...derived, ...Object.fromEntries(PINNED.map((name) => [name, DARK_TOKENS[name]])) };
};

/**
 * Every text of these stands out from its ground by 4.5 to 1 at least, and the border of what is
 * typed into or pressed by 3 to 1.
 */
export function themeOf(isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? darkAsSaid : antdTheme.defaultAlgorithm,
    token: {
      ...(isDark ? DARK_TOKENS : LIGHT_TOKENS),
      borderRadius: 6,
      fontSize: 14,
      controlHeight: 34,
      fontFamily: 'inherit',
      ...(window.matchMedia(LESS_MOTION).matches ? HARDLY_MOVING : QUICK),
    },
  };
}
