// Express with the package `cors`, and with CORS written by hand. Each set-up is below a path of its own.
const express = require('express');
const cors = require('cors');

const PORT = 21700;
const LIST = ['https://app.example.com', 'https://admin.example.com:8443'];
const OPTIONS = {
  origin: LIST,
  methods: ['GET', 'PUT'],
  allowedHeaders: ['Content-Type', 'X-Request-Id'],
  exposedHeaders: ['X-Total'],
  credentials: true,
  maxAge: 600,
};
const SINGLE = { origin: LIST[0], methods: ['GET', 'POST'], allowedHeaders: ['Content-Type'] };
const WILD = { ...OPTIONS, allowedHeaders: ['Content-Type'], exposedHeaders: [], maxAge: undefined };

const app = express();

function items(router) {
  router.get('/items/7', (request, response) => response.set('X-Total', '7').json({ id: 7 }));
  router.put('/items/7', (request, response) => response.status(204).end());
  router.post('/items/7', (request, response) => response.status(201).end());
  return router;
}

function mount(name, ...middleware) {
  const router = express.Router();
  middleware.forEach((one) => router.use(one));
  app.use('/' + name, items(router));
}

const withOrigin = (origin) => cors({ ...OPTIONS, origin });
const asked = (test) => withOrigin((origin, done) => done(null, test(origin)));

// The package.
mount('A-right', cors(OPTIONS));
mount('B-static', cors(SINGLE));
mount('default', cors());
mount('reflect', withOrigin(true));
mount('starcreds', withOrigin('*'));
mount('A-anyheader', cors({ ...OPTIONS, allowedHeaders: undefined }));
mount('starheaders', cors({ ...OPTIONS, allowedHeaders: '*' }));
mount('nocreds', cors({ ...OPTIONS, credentials: false }));
mount('noexpose', cors({ ...OPTIONS, exposedHeaders: [] }));
mount('moremethods', cors({ ...OPTIONS, methods: 'GET,PUT,DELETE,OPTIONS' }));
mount('moreheaders', cors({ ...OPTIONS, allowedHeaders: 'Origin, Accept, Content-Type, X-Request-Id, Authorization' }));
mount('superstition', cors({
  ...OPTIONS,
  methods: 'GET,HEAD,POST,PUT,OPTIONS',
  allowedHeaders: 'Origin,Accept,Accept-Language,Content-Type,X-Request-Id',
  optionsSuccessStatus: 200,
}));
mount('maxage', cors({ ...OPTIONS, maxAge: 86400 }));
mount('missing-one', withOrigin(LIST[0]));
mount('null', withOrigin([...LIST, 'null']));
mount('http', withOrigin([...LIST, 'http://app.example.com']));
mount('localhost', withOrigin([...LIST, /^http:\/\/localhost(:\d+)?$/]));
mount('github', withOrigin([...LIST, /\.github\.io$/]));
mount('regex', withOrigin([/https:\/\/app.example.com/, LIST[1]]));
mount('staticother', cors({ ...SINGLE, origin: 'https://old.example.net' }));
mount('slash', cors({ ...SINGLE, origin: 'https://app.example.com/' }));
mount('D-right', cors({ ...WILD, origin: /^https:\/\/([a-z0-9_-]+\.)+preview\.example\.com$/ }));
mount('D-wrong', cors({ ...WILD, origin: /preview\.example\.com$/ }));
mount('D-one-label', cors({ ...WILD, origin: /^https:\/\/[a-z0-9_-]+\.preview\.example\.com$/ }));

// The package with a function.
mount('fn', asked((origin) => LIST.includes(origin)));
mount('fn-vary', (request, response, next) => { response.vary('Origin'); next(); }, asked((origin) => LIST.includes(origin)));
mount('fn-fresh', (request, response, next) => { response.set('Cache-Control', 'public, max-age=60'); next(); },
  asked((origin) => LIST.includes(origin)));
mount('fn-throws', withOrigin((origin, done) =>
  !origin || LIST.includes(origin) ? done(null, true) : done(new Error('Not allowed by CORS'))));
mount('endswith', asked((origin) => !!origin && origin.endsWith('example.com') || origin === LIST[1]));
mount('substr', asked((origin) => !!origin && (origin.indexOf('app.example.com') !== -1 || origin === LIST[1])));
mount('startsnoslash', asked((origin) => !!origin && LIST.some((one) => origin.startsWith(one))));
mount('nullok', asked((origin) => origin === undefined || LIST.includes(origin) || origin === 'null'));

// The package in the wrong place, or with something around it.
{
  const router = express.Router();
  router.options('/items/7', cors(OPTIONS));
  app.use('/preflightonly', items(router));
}
{
  const router = express.Router();
  router.get('/items/7', cors(OPTIONS), (request, response) => response.set('X-Total', '7').json({}));
  router.put('/items/7', cors(OPTIONS), (request, response) => response.end());
  app.use('/routeonly', router);
}
{
  const router = express.Router();
  router.use(cors({ ...OPTIONS, methods: ['POST', 'PUT'] }));
  router.post('/items/7', (request, response) => response.status(201).end());
  router.put('/items/7', (request, response) => response.end());
  app.use('/nogets', router);
}
const login = (request, response, next) => request.get('authorization') ? next() : response.status(401).end();
const strict = (request, response, next) => Object.keys(request.query).length ? response.status(400).end() : next();
mount('actualonly', (request, response, next) =>
  request.method === 'OPTIONS' ? response.status(200).end() : cors(OPTIONS)(request, response, next));
mount('auth', login, cors(OPTIONS));
mount('authinside', cors(OPTIONS), login);
mount('redirect', (request, response, next) =>
  request.path.endsWith('/') ? next() : response.redirect(301, request.originalUrl + '/'), cors(OPTIONS));
mount('strictquery', cors(OPTIONS), strict);
mount('strictquery-reflect', withOrigin(true), strict);
mount('refused403', (request, response, next) => {
  const origin = request.get('origin');
  if (!origin || LIST.includes(origin)) return next();
  response.vary('Origin').status(403).end();
}, cors(OPTIONS));
{
  let requests = 0;
  mount('sometimes', (request, response, next) =>
    cors(requests++ % 2 ? OPTIONS : { ...OPTIONS, origin: LIST[0] })(request, response, next));
}
{
  let requests = 0;
  mount('limit', (request, response, next) =>
    requests++ % 60 > 40 ? response.status(429).end() : cors(OPTIONS)(request, response, next));
}

// By hand: `decide` writes what it grants.
function byHand(decide, methods = 'GET, PUT') {
  return (request, response, next) => {
    decide(request, response, request.get('origin'));
    if (request.method !== 'OPTIONS') return next();
    response.set('Access-Control-Allow-Methods', methods);
    response.set('Access-Control-Allow-Headers', 'content-type, x-request-id');
    response.set('Access-Control-Max-Age', '600');
    response.status(204).end();
  };
}
function grant(response, origin, credentials = 'true') {
  response.set('Access-Control-Allow-Origin', origin);
  response.set('Access-Control-Allow-Credentials', credentials);
  response.set('Access-Control-Expose-Headers', 'X-Total');
}
const listed = (request, response, origin) => { if (LIST.includes(origin)) grant(response, origin); };
const varied = (decide) => (request, response, origin) => { response.vary('Origin'); decide(request, response, origin); };
mount('novary', byHand(listed));
mount('novary-nostore', byHand((request, response, origin) => {
  response.set('Cache-Control', 'private, no-store');
  listed(request, response, origin);
}));
mount('vary-odd', byHand((request, response, origin) => {
  response.set('Vary', 'Accept-Encoding,  oRiGiN , X-Foo');
  listed(request, response, origin);
}));
mount('port', byHand(varied((request, response, origin) => {
  if (LIST.includes(origin) || (origin || '').replace(/:\d+$/, '') === LIST[0]) grant(response, origin);
})));
mount('acacTrue', byHand(varied((request, response, origin) => { if (LIST.includes(origin)) grant(response, origin, 'True'); })));
mount('spacelist', byHand(varied(listed), 'GET PUT'));
mount('lower', byHand(varied(listed), 'get, put'));
mount('anymethod', byHand(varied(listed), '*'));
mount('preflightopen', byHand(varied((request, response, origin) => {
  if (request.method === 'OPTIONS' && origin || LIST.includes(origin)) grant(response, origin);
})));
mount('cookiereflect', byHand(varied((request, response, origin) => {
  if (request.get('cookie') && origin || LIST.includes(origin)) grant(response, origin);
  else response.set('Access-Control-Allow-Origin', LIST[0]);
})));
mount('reflect-novary', byHand((request, response, origin) => { if (origin) grant(response, origin); }));

// By hand, for one origin.
function single(always, age) {
  return (request, response, next) => {
    if (age) response.set('Cache-Control', age);
    if (always || request.get('origin') === LIST[0]) response.set('Access-Control-Allow-Origin', LIST[0]);
    if (request.method !== 'OPTIONS') return next();
    response.set('Access-Control-Allow-Methods', 'GET, POST');
    response.set('Access-Control-Allow-Headers', 'content-type');
    response.status(204).end();
  };
}
mount('novary-single', single(true));
mount('novary-single-match-fresh', single(false, 'max-age=60'));

app.use((error, request, response, next) => response.status(500).end());
app.listen(PORT, '127.0.0.1');
