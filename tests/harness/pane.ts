import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { LocalPerson } from '../../infra/local-people.ts';
import { applyPlan, readDocument } from '../../shared/documents/file-hand.ts';
import { factsAnswer, documentsAnswer } from '../../shared/documents/api.ts';
import { factsOf, type Fact } from '../../shared/documents/facts.ts';
import { planFill } from '../../shared/documents/fill-plan.ts';
import { openPackage, writePackage } from '../../shared/documents/ooxml/package.ts';
import { SHIPPED_TEMPLATES } from '../../shared/documents/templates/catalogue.ts';
import type { Product } from './product.ts';

/** What the pane does, by hand over HTTP with a person's own token. */

export type Answered = { readonly status: number; readonly body: Record<string, unknown> };

export type Pane = {
  readonly get: <T extends z.ZodType>(path: string, schema: T) => Promise<z.infer<T>>;
  readonly refusedGet: (path: string) => Promise<Answered>;
  readonly bytes: (path: string) => Promise<Uint8Array>;
  readonly post: (path: string, body: unknown) => Promise<Answered>;
  readonly put: (path: string, bytes: Uint8Array) => Promise<Answered>;
  /** A template filled with what is known of a subject, as the pane saves it. */
  readonly make: (template: string, subject: string) => Promise<Uint8Array>;
};

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const paneOf = async (product: Product, person: LocalPerson, language = 'ja'): Promise<Pane> => {
  // The app must be installed for a person before their client has a token for it.
  await person.personalChat();
  const { token } = await person.call<{ token: string }>('POST', '/people/tabs/year/token');
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${product.local.botPort}/api/documents${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': language,
        ...(init.headers as Record<string, string>),
      },
    });
  const answered = async (response: Response): Promise<Answered> => ({
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
  });
  const get: Pane['get'] = async (path, schema) => {
    const response = await call(path);
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
    return schema.parse(body);
  };
  const bytes: Pane['bytes'] = async (path) => {
    const response = await call(path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  return {
    get,
    bytes,
    refusedGet: async (path) => answered(await call(path)),
    post: async (path, body) =>
      answered(
        await call(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    put: async (path, content) =>
      answered(
        await call(path, {
          method: 'PUT',
          headers: { 'content-type': 'application/octet-stream' },
          body: new Uint8Array(content),
        }),
      ),
    make: async (template, subject) => {
      const query = `template=${encodeURIComponent(template)}&subject=${encodeURIComponent(subject)}`;
      const { templates } = await get('', documentsAnswer);
      const entry = templates.find(({ id }) => id === template);
      const kind = SHIPPED_TEMPLATES.find((one) => one.kind.id === entry?.kind)?.kind;
      if (!entry || !kind) throw new Error(`no template ${template}`);
      const known = await get(`/facts?${query}`, factsAnswer);
      const file = openPackage(await bytes(`/template?${query}`), {
        name: `a.${entry.app === 'word' ? 'docx' : 'pptx'}`,
      });
      const read = file.ok ? readDocument(file.value) : file;
      if (!file.ok || !read.ok) throw new Error(`${template} does not open`);
      const of = { id: template, version: entry.version, subject };
      const plan = planFill(read.value, { ...entry.fields, ...kind.fields }, factsOf(known.facts as Fact[]), {
        template: of,
      });
      const applied = applyPlan(file.value, plan);
      if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message.ja).join('\n'));
      return writePackage(applied.file);
    },
  };
};
