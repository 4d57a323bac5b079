import { type RouteObject } from 'react-router';

const siteSheet = async () => ({ Component: (await import('./site-sheets')).EditSiteSheet });
const settingsSheet = async () => ({ Component: (await import('./site-sheets')).SettingsSheet });
const panelSheets = () => import('./panel-sheets');

/** The forms lie over the page that they belong to, each with an address of its own. */
export const ENERGY_ROUTES: readonly RouteObject[] = [
  {
    path: 'energy',
    lazy: async () => ({ Component: (await import('./sites-page')).SitesPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('./site-sheets')).AddSiteSheet }),
      },
    ],
  },
  {
    path: 'energy/:siteId',
    lazy: async () => ({ Component: (await import('./site-page')).SitePage }),
    children: [
      { path: 'edit', lazy: siteSheet },
      { path: 'settings', lazy: settingsSheet },
      {
        path: 'panels/new',
        lazy: async () => ({ Component: (await panelSheets()).AddPanelSheet }),
      },
      {
        path: 'panels/:panelId',
        lazy: async () => ({ Component: (await panelSheets()).EditPanelSheet }),
      },
    ],
  },
];
