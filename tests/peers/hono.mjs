// Hono with its own middleware.
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { serve } from '@hono/node-server';

const LIST = ['https://app.example.com', 'https://admin.example.com:8443'];
const OPTIONS = {
  allowMethods: ['GET', 'PUT'],
  allowHeaders: ['Content-Type', 'X-Request-Id'],
  exposeHeaders: ['X-Total'],
  credentials: true,
  maxAge: 600,
};
const setups = {
  'A-right': { ...OPTIONS, origin: LIST },
  default: undefined,
  starcreds: { ...OPTIONS, origin: '*' },
  suffix: { ...OPTIONS, origin: (one) => one.endsWith('.example.com') || LIST.includes(one) ? one : null },
};
const app = new Hono();
for (const [name, options] of Object.entries(setups)) {
  app.use(`/${name}/*`, cors(options));
  app.get(`/${name}/items/7`, (context) => { context.header('X-Total', '7'); return context.json({}); });
  app.put(`/${name}/items/7`, (context) => context.body(null, 204));
}
serve({ fetch: app.fetch, port: 21703, hostname: '127.0.0.1' });
