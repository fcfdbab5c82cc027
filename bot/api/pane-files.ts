import { randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { serveBuild } from './page-files.ts';

/**
 * The pane: `/pane` in a browser by itself, with nothing from anybody else; `/pane/office` in Word and PowerPoint, which
 * bring their library, `/pane/dialog` their dialog to sign in where they broker nothing; `/pane/signed-in` where the authority sends a person back to.
 */

/** Source: learn.microsoft.com/office/dev/add-ins/develop/referencing-the-javascript-api-for-office-library-from-its-cdn. */
const OFFICE_CDN = 'https://appsforoffice.microsoft.com';
const OFFICE_SCRIPT = `<script src="${OFFICE_CDN}/lib/1/hosted/office.js"></script>`;

/** Word and PowerPoint on the web, and where their documents are opened from: every ancestor of a frame is asked. */
const OFFICE_HOSTS = [
  'https://*.officeapps.live.com',
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.microsoft365.com',
  'https://*.cloud.microsoft',
  'https://*.sharepoint.com',
] as const;

export type PanePlace = {
  /** Holds builds side by side and the name of the present one in `current`. */
  readonly folder: string;
  /** How people sign in to our own API from a page. */
  readonly signIn: { readonly clientId: string; readonly authority: string; readonly scope: string };
};

const policy = (parts: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    ...parts,
  })
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

export const servePane = (server: Server, { folder, signIn }: PanePlace): void => {
  const build = serveBuild(server, '/pane', folder);
  const authority = new URL(signIn.authority).origin;

  const page =
    (name: string, inOffice: boolean) =>
    async (_request: Request, response: Response): Promise<void> => {
      const nonce = randomBytes(16).toString('base64');
      const cdn = inOffice ? [OFFICE_CDN] : [];
      const rules = policy({
        'script-src': ["'self'", ...cdn],
        'style-src': ["'self'", `'nonce-${nonce}'`],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'", authority, ...cdn],
        // Word and PowerPoint on the web renew a sign-in in a hidden frame.
        'frame-src': inOffice ? [authority] : ["'none'"],
        'frame-ancestors': inOffice ? OFFICE_HOSTS : ["'none'"],
      });
      build.send(response, name, rules, {
        __NONCE__: nonce,
        __SIGN_IN__: attribute(JSON.stringify(signIn)),
        '<!--__OFFICE_SCRIPT__-->': inOffice ? OFFICE_SCRIPT : '',
      });
      await Promise.resolve();
    };
  server.get('/pane', page('index.html', false));
  server.get('/pane/office', page('index.html', true));
  server.get('/pane/dialog', page('dialog.html', true));

  for (const size of [16, 32, 80])
    server.get(`/pane/icon-${size}.png`, async (_request: Request, response: Response): Promise<void> => {
      build.sendFile(response, `icon-${size}.png`);
      await Promise.resolve();
    });

  server.get('/pane/signed-in', async (_request: Request, response: Response): Promise<void> => {
    build.send(
      response,
      'signed-in.html',
      policy({ 'img-src': ['data:'], 'frame-ancestors': ["'self'"] }),
      {},
    );
    await Promise.resolve();
  });
};
