import { failed } from '../../kernel/problem.ts';

/** Why a file is not opened. Nothing has been changed then; each text says what to do. */
export const refusals = {
  broken: (detail: string) =>
    failed(
      'document.broken',
      `ファイルが壊れているため開けません（${detail}）。元のファイルは変更していません。WordまたはPowerPointで開き、名前を付けて保存し直してください。`,
      `The file is damaged and cannot be opened (${detail}). The original is unchanged. Open it in Word or PowerPoint and save it again under a new name.`,
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
      `ファイル名（${named}）と中身（${found}）が一致しません。元のファイルは変更していません。正しいファイルかどうか確認してください。`,
      `The name (${named}) does not match what the file is (${found}). The original is unchanged. Check that it is the right file.`,
    ),
  noOffice: () =>
    failed(
      'document.noOffice',
      'Word（.docx）またはPowerPoint（.pptx）のファイルではありません。元のファイルは変更していません。',
      'This is not a Word (.docx) or PowerPoint (.pptx) file. The original is unchanged.',
    ),
  tooLarge: (detail: string) =>
    failed(
      'document.tooLarge',
      `ファイルが大きすぎるため開けません（${detail}）。元のファイルは変更していません。画像を圧縮するか、文書を分けてください。`,
      `The file is too large to open (${detail}). The original is unchanged. Compress its pictures or split the document.`,
    ),
  unsafe: (detail: string) =>
    failed(
      'document.unsafe',
      `安全でない内容を含むため開けません（${detail}）。元のファイルは変更していません。作成元に確認してください。`,
      `The file holds unsafe content and was not opened (${detail}). The original is unchanged. Ask where it came from.`,
    ),
};
