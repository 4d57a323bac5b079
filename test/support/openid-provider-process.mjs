// A real OpenID Connect provider on a port of its own, for tests: who says he is "ann" has the
// confirmed address ann@field.example, who says "unconfirmed.ann" has not confirmed his.
import { createServer } from 'node:http';

import { Provider } from 'oidc-provider';

const [clientId, clientSecret, redirectUri] = process.argv.slice(2);

function accountOf(id) {
  const isConfirmed = !id.startsWith('unconfirmed.');
  const email = id.includes('@') ? id : `${id}@field.example`;
  return { accountId: id, claims: () => ({ sub: id, email, email_verified: isConfirmed }) };
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['a key of tests'] },
    findAccount: (_context, id) => accountOf(id),
  });
  server.on('request', provider.callback());
  process.stdout.write(`ready at ${issuer}\n`);
});
