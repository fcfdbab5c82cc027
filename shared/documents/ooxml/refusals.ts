import { failed } from '../../kernel/problem.ts';
import type { Words } from '../../kernel/words.ts';

const MB = 1_048_576;
const sized = (bytes: number): string => `${Math.ceil(bytes / MB)}MB`;

/** What is too large, and how large it may be. */
const LARGE = {
  file: (is: number, most: number): Words => ({
    ja: `${sized(is)}あります。上限は${sized(most)}です`,
    en: `${sized(is)}, at most ${sized(most)}`,
  }),
  parts: (is: number, most: number): Words => ({
    ja: `中の部品が${is}個あります。上限は${most}個です`,
    en: `${is} parts, at most ${most}`,
  }),
  inflated: (_is: number, most: number): Words => ({
    ja: `展開すると${sized(most)}を超えます`,
    en: `more than ${sized(most)} when unpacked`,
  }),
  xml: (_is: number, most: number): Words => ({
    ja: `本文などの部品の一つが${sized(most)}を超えます`,
    en: `one of its parts is larger than ${sized(most)}`,
  }),
} as const;

/** Why a file is not trusted. */
const UNSAFE = {
  names: { ja: '中の目次と部品の名前が合いません', en: 'its parts are not those that it lists' },
  outside: { ja: 'ファイルの外を指す部品があります', en: 'a part of it points outside' },
  double: { ja: '同じ名前の部品が2つあります', en: 'two of its parts have the same name' },
  bomb: { ja: '展開すると極端に大きくなる部品があります', en: 'a part of it unpacks to an extreme size' },
  overlap: { ja: '部品が重なり合っています', en: 'its parts overlap' },
  entities: {
    ja: '文書にはない宣言（DOCTYPE、実体参照）があります',
    en: 'it declares a DOCTYPE or entities, which no document does',
  },
  deep: { ja: '入れ子が深すぎます', en: 'it is nested too deeply' },
} as const satisfies Record<string, Words>;

/** Why a file is not opened. Nothing has been changed then; each text says what to do. */
export const refusals = {
  /** @param part what of it could not be read: for whoever looks into it, not for the text */
  broken: (part: string) =>
    failed(
      'document.broken',
      'ファイルが壊れているため開けません。途中で切れているか、一部を読み取れません。元のファイルは変更していません。WordまたはPowerPointで開き、名前を付けて保存し直すか、作成元からもう一度受け取ってください。',
      'The file is damaged and cannot be opened: it is cut off, or a part of it cannot be read. The original is unchanged. Open it in Word or PowerPoint and save it under a new name, or ask for it again.',
      part,
    ),
  encrypted: () =>
    failed(
      'document.encrypted',
      'パスワードで保護されたファイル、または古い形式（.doc、.ppt）のファイルのため開けません。元のファイルは変更していません。保護を外し、.docxまたは.pptxで保存し直してください。',
      'The file is encrypted or of an old format (.doc, .ppt) and cannot be opened. The original is unchanged. Remove the password and save it as .docx or .pptx.',
    ),
  macros: () =>
    failed(
      'document.macros',
      'マクロを含むファイルは扱えません。元のファイルは変更していません。マクロなしの形式（.docx、.pptx）で保存し直してください。',
      'Files with macros are not accepted. The original is unchanged. Save it without macros as .docx or .pptx.',
    ),
  otherKind: (named: string, found: string) =>
    failed(
      'document.otherKind',
      `ファイル名の末尾（${named === '' ? 'なし' : `.${named}`}）と中身（.${found}）が一致しません。元のファイルは変更していません。正しいファイルかどうか確かめてください。`,
      `The name ends in ${named === '' ? 'nothing' : `.${named}`}, but the file is a .${found}. The original is unchanged. Check that it is the right file.`,
    ),
  noOffice: () =>
    failed(
      'document.noOffice',
      'Word（.docx）またはPowerPoint（.pptx）の文書ではありません。元のファイルは変更していません。文書のファイルを選んでください。',
      'This is not a Word (.docx) or PowerPoint (.pptx) document. The original is unchanged. Choose a document.',
    ),
  tooLarge: (what: keyof typeof LARGE, is: number, most: number) =>
    failed(
      'document.tooLarge',
      `ファイルが大きすぎるため開けません（${LARGE[what](is, most).ja}）。元のファイルは変更していません。画像を圧縮するか、文書を分けてください。`,
      `The file is too large to open (${LARGE[what](is, most).en}). The original is unchanged. Compress its pictures or split the document.`,
    ),
  unsafe: (why: keyof typeof UNSAFE) =>
    failed(
      'document.unsafe',
      `安全に扱えないファイルのため開けません（${UNSAFE[why].ja}）。元のファイルは変更していません。作成元に確認してください。`,
      `The file is not safe and was not opened (${UNSAFE[why].en}). The original is unchanged. Ask where it came from.`,
    ),
};
