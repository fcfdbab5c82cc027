import { hindrance } from '../../shared/documents/hindrance.ts';
import { failed, type Problem } from '../../shared/kernel/problem.ts';
import type { Words } from '../../shared/kernel/words.ts';

/** What a host could not do, told to the person at the pane. */

const say = (code: string, ja: string, en: string, field?: string): Problem =>
  failed(`document.${code}`, ja, en, field).problem;

export const officeProblems = {
  notRead: (): Problem =>
    say(
      'notRead',
      '文書を読み取れませんでした。文書は変更していません。文書を保存してから、もう一度実行してください。',
      'The document could not be read. It is unchanged. Save it and try again.',
    ),
  notWritten: (): Problem =>
    say(
      'notWritten',
      '文書への書き込みが途中で失敗しました。',
      'Writing into the document failed on the way.',
    ),
  stopped: (): Problem => say('stopped', '中止しました。', 'Stopped.'),
  editing: (): Problem =>
    say(
      'editing',
      '読み取った後に文書が変わりました。文書は変更していません。最新の状態を読み直してから、もう一度実行してください。',
      'The document changed after it was read. Nothing was written. Read it anew and try again.',
    ),
  notProven: (id: string, place: Words): Problem =>
    say(
      'notProven',
      `項目「${id}」（${place.ja}）に、書き込んだ値が入っていません。`,
      `Field "${id}" (${place.en}) does not hold what was written.`,
      id,
    ),
  notReached: (id: string, place: Words): Problem =>
    say(
      'notReached',
      `項目「${id}」（${place.ja}）は、開いている文書では書き換えられない場所にあります。文書は変更していません。ブラウザーの画面でファイルを開いて実行してください。`,
      `Field "${id}" (${place.en}) stands where it cannot be written while the document is open. Nothing was changed. Open the file in the browser page.`,
      id,
    ),
  tagLost: (tag: string): Problem =>
    say(
      'tagLost',
      `項目「${tag}」の名前が挿入の際に失われ、付け直せませんでした。この項目は次から書き込めません。`,
      `The name of field "${tag}" was lost on insertion and could not be put back. It cannot be filled from now on.`,
      tag,
    ),
  changedSince: (): Problem =>
    say(
      'changedSince',
      '書き込んだ後に文書が編集されています。その編集を残すため、元に戻していません。',
      'The document was edited after the values were written. To keep those edits nothing was taken back.',
    ),
  onceOnly: (): Problem => say('onceOnly', 'すでに元に戻しています。', 'This has been taken back already.'),
  outsideBody: (where: Words): Problem =>
    say(
      'outsideBody',
      `${where.ja}は本文の外にあるため、ここからは操作できません。Wordで直接開いてください。`,
      `${where.en} stands outside of the body and cannot be reached from here. Open it in Word.`,
    ),
  slidesExchanged: (): Problem =>
    say(
      'slidesExchanged',
      '直したスライドを差し替えました。スライドに付けたコメントと、ほかのスライドからのリンクを確認してください。',
      'The mended slides were exchanged. Check comments on them and links to them.',
    ),
  fieldInField: (): Problem =>
    say(
      'fieldInField',
      '項目の中に別の項目は置けません。項目の外を選んでから、もう一度実行してください。',
      'A field cannot stand in another field. Select a place outside of it and try again.',
    ),
  tooLarge: (): Problem =>
    say(
      'tooLarge',
      'ファイルが4MBを超えるため、開いている文書には入れられません。文書は変更していません。新しい文書として開いてください。',
      'The file has more than 4 MB and cannot be put into the open document. Nothing was changed. Open it as a new document.',
    ),
  placeGone: (): Problem =>
    say(
      'placeGone',
      'この場所は文書にもうありません。最新の状態を読み直してください。',
      'This place is no longer in the document. Read it anew.',
    ),
  nothingSelected: (what: Words): Problem =>
    say(
      'nothingSelected',
      `${what.ja}を選んでから、もう一度実行してください。`,
      `Select ${what.en} and try again.`,
    ),
  lossesNotAccepted: (): Problem =>
    say(
      'lossesNotAccepted',
      '差し替えで失われるものがあります。内容を確認してから実行してください。文書は変更していません。',
      'Something would be lost by replacing. Confirm it first. The document is unchanged.',
    ),
  notHere: (): Problem =>
    say(
      'notHere',
      'この操作は、文書をWordまたはPowerPointで開くとできます。文書は変更していません。',
      'This can be done with the document open in Word or PowerPoint. The document is unchanged.',
    ),
  otherApp: (): Problem =>
    say(
      'otherApp',
      'Wordの文書とPowerPointの文書は、互いに入れられません。文書は変更していません。',
      'A Word document and a PowerPoint document cannot be put into each other. Nothing was changed.',
    ),
  tooOld: (what: Words): Problem =>
    say(
      'tooOld',
      `お使いのOfficeでは${what.ja}ができません。Officeを更新するか、ブラウザーの画面でファイルを開いてください。文書は変更していません。`,
      `This Office cannot ${what.en}. Update it, or open the file in the browser page. The document is unchanged.`,
    ),
};

/** What an error of Office.js means. Protection is not always in the file that Word hands over: writing tells it then. */
export const problemOf = (error: unknown): Problem =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'AccessDenied'
    ? hindrance.protected()
    : officeProblems.notWritten();
