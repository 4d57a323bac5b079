import { type RouteObject } from 'react-router';

export const WEBHOOKS_ROUTES: readonly RouteObject[] = [
  {
    path: 'webhooks',
    lazy: async () => ({ Component: (await import('./webhooks-page')).WebhooksPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('./add-webhook')).AddWebhookSheet }),
      },
    ],
  },
];
