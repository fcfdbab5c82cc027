import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DocumentsAnswer } from '../../../shared/documents/api.ts';
import { fieldsOfRecord } from '../../../shared/documents/document-field.ts';
import type { DocumentKind } from '../../../shared/documents/facts-of/kind.ts';
import { SHIPPED_TEMPLATES, type ShippedTemplate } from '../../../shared/documents/templates/catalogue.ts';
import { folderName } from '../../../shared/kernel/file-name.ts';
import { filesIn, type PlacedFile } from '../../store/library-files.ts';
import type { DocumentDesk } from './document-desk.ts';
import { consultationKind } from './facts/cases.ts';

/**
 * The templates that may be used: those shipped, and the engagement's own out of the library. What an own one is a
 * template of, its folder says, which is called like the shipped one: ひな形/次第/区の様式.docx.
 */

type Entry = DocumentsAnswer['templates'][number];

export type Template = {
  readonly entry: Entry;
  readonly kind: DocumentKind;
  /** The shipped one of its kind and edition. */
  readonly like: ShippedTemplate;
  readonly place:
    | { readonly at: 'shipped'; readonly bytes: Buffer }
    | { readonly at: 'library'; readonly itemId: string };
};

const FOLDER = path.join(import.meta.dirname, '../../../shared/documents/templates');

const entryOf = (like: ShippedTemplate, own: Pick<Entry, 'id' | 'version' | 'name' | 'shipped'>): Entry => ({
  ...own,
  kind: like.kind.id,
  fields: {},
  app: like.app,
  ...(like.edition === undefined ? {} : { edition: like.edition }),
  subject: like.kind.subject,
});

let read: readonly Template[] | undefined;

const shippedTemplates = (): readonly Template[] => {
  read ??= SHIPPED_TEMPLATES.map((like) => {
    const bytes = readFileSync(path.join(FOLDER, like.file));
    const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    return {
      entry: entryOf(like, { id: like.id, version, name: like.name, shipped: true }),
      kind: like.kind,
      like,
      place: { at: 'shipped', bytes },
    };
  });
  return read;
};

/** In what is made of one consultation every field of the engagement's form may stand. */
const withForm = (desk: Pick<DocumentDesk, 'kinds'>, template: Template): Template => {
  const { kind, entry } = template;
  if (kind.subject !== 'consultation') return template;
  const fields = fieldsOfRecord(consultationKind(desk).record, 'consultation');
  return {
    ...template,
    kind: { ...kind, fields: { ...fields, ...kind.fields } },
    entry: { ...entry, fields },
  };
};

const ENDING = { word: 'docx', powerpoint: 'pptx' } as const;

/** Where the engagement's own templates of that kind and edition lie. */
export const templateFolder = ({ settings }: Pick<DocumentDesk, 'settings'>, like: ShippedTemplate): string =>
  `${folderName(settings.documents.folders.templates)}/${folderName(like.name.ja)}`;

const ID = 'file-';

const ownTemplate = (desk: DocumentDesk, file: PlacedFile): Template | undefined => {
  const like = SHIPPED_TEMPLATES.find((one) => {
    const folder = templateFolder(desk, one);
    return file.folder === folder || file.folder.startsWith(`${folder}/`);
  });
  if (!like || !file.name.toLowerCase().endsWith(`.${ENDING[like.app]}`)) return undefined;
  const name = file.name.slice(0, file.name.lastIndexOf('.'));
  return {
    entry: entryOf(like, {
      id: `${ID}${file.id}`,
      version: file.version,
      name: { ja: name, en: name },
      shipped: false,
    }),
    kind: like.kind,
    like,
    place: { at: 'library', itemId: file.id },
  };
};

const ownTemplates = async (desk: DocumentDesk): Promise<readonly Template[]> => {
  const below = folderName(desk.settings.documents.folders.templates);
  const files = await filesIn(desk.db, { endings: Object.values(ENDING), below });
  return files.flatMap((file) => ownTemplate(desk, file) ?? []);
};

/** The engagement's own first. */
export const templatesOf = async (desk: DocumentDesk): Promise<readonly Template[]> =>
  [...(await ownTemplates(desk)), ...shippedTemplates()].map((template) => withForm(desk, template));

export const findTemplate = async (desk: DocumentDesk, id: string): Promise<Template | undefined> => {
  const known = id.startsWith(ID) ? await ownTemplates(desk) : shippedTemplates();
  const found = known.find(({ entry }) => entry.id === id);
  return found && withForm(desk, found);
};
