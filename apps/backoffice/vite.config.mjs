// Builds and, while working on it, serves the web app. `npx vite apps/backoffice` serves it with a
// running service behind it: API_URL says where, API_TOKEN signs in without a session.
import { defineConfig } from 'vite';

const { API_URL = 'http://127.0.0.1:3000', API_TOKEN } = process.env;
const headers = API_TOKEN === undefined ? {} : { authorization: `Bearer ${API_TOKEN}` };
const behind = { target: API_URL, headers };

export default defineConfig({
  root: import.meta.dirname,
  appType: 'spa',
  publicDir: false,
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Of antd's own files, which are for servers that render as well.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
  server: { proxy: { '/v1': behind, '/auth': behind, '/problems': behind } },
});
