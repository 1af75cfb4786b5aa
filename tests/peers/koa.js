// Koa with `@koa/cors`.
const Koa = require('koa');
const cors = require('@koa/cors');

const LIST = ['https://app.example.com', 'https://admin.example.com:8443'];
const OPTIONS = {
  allowMethods: 'GET,PUT',
  allowHeaders: 'content-type,x-request-id',
  exposeHeaders: 'X-Total',
  credentials: true,
  maxAge: 600,
};
const setups = {
  'A-right': cors({ ...OPTIONS, origin: (context) => LIST.includes(context.get('origin')) ? context.get('origin') : '' }),
  default: cors(),
  reflect: cors({ ...OPTIONS, origin: (context) => context.get('origin') }),
};

const app = new Koa();
app.use(async (context, next) => {
  const setup = setups[context.path.split('/')[1]];
  await (setup ? setup(context, next) : next());
});
app.use(async (context) => {
  if (!context.path.endsWith('/items/7')) return;
  context.set('X-Total', '7');
  context.body = { id: 7 };
});
app.listen(21701, '127.0.0.1');
