// Fastify with `@fastify/cors`.
const fastify = require('fastify')();
const cors = require('@fastify/cors');

const OPTIONS = {
  methods: ['GET', 'PUT'],
  allowedHeaders: ['Content-Type', 'X-Request-Id'],
  exposedHeaders: ['X-Total'],
  credentials: true,
  maxAge: 600,
};
const setups = {
  'A-right': { ...OPTIONS, origin: ['https://app.example.com', 'https://admin.example.com:8443'] },
  default: {},
  reflect: { ...OPTIONS, origin: true },
  regex: { ...OPTIONS, origin: /example\.com/ },
};
for (const [name, options] of Object.entries(setups)) {
  fastify.register(async (scope) => {
    await scope.register(cors, options);
    scope.get('/items/7', (request, reply) => reply.header('X-Total', '7').send({ id: 7 }));
    scope.put('/items/7', (request, reply) => reply.code(204).send());
  }, { prefix: '/' + name });
}
fastify.listen({ port: 21702, host: '127.0.0.1' });
