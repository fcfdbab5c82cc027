import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const LIBRARY = path.join(process.cwd(), 'node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js');

/** A page as small as can be that speaks with its host through Microsoft's own library, and shows what it hears. */
const page = (
  host: string,
): string => `<!doctype html><html lang="ja"><head><meta charset="utf-8"></head><body>
<pre id="context"></pre><pre id="token"></pre><pre id="theme"></pre><pre id="href"></pre>
<button id="link">リンクを開く</button>
<script src="/teams.js"></script><script>
const show = (id, text) => { document.getElementById(id).textContent = text; };
const { app, authentication } = microsoftTeams;
show('href', location.href);
app.initialize(['${host}']).then(async () => {
  app.registerOnThemeChangeHandler((theme) => show('theme', theme));
  show('context', JSON.stringify(await app.getContext()));
  show('token', await authentication.getAuthToken().catch((error) => 'refused: ' + error.message));
  document.getElementById('link').onclick = () =>
    app.openLink('https://teams.microsoft.com/l/entity/' + new URLSearchParams(location.search).get('app') + '/other');
  app.notifySuccess();
});
</script></body></html>`;

export type TabPage = { origin: string; hostedBy: (origin: string) => void; close: () => Promise<void> };

export async function startTabPage(): Promise<TabPage> {
  let host = '';
  const server = createServer((request, response) => {
    const isLibrary = request.url === '/teams.js';
    response.writeHead(200, {
      'content-type': isLibrary ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
    });
    response.end(isLibrary ? readFileSync(LIBRARY) : page(host));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    hostedBy: (origin) => {
      host = origin;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
