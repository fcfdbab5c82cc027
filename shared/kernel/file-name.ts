import { oneLine, shorten } from './text.ts';

/** Names of files and folders: what SharePoint and Windows refuse becomes its full-width sign; no dots or blanks at the ends. */
const wide = (text: string): string =>
  oneLine(text)
    .replace(/["*:<>?/\\|#%~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
    .replace(/^[\s.]+|[\s.]+$/g, '');

export const folderName = (text: string): string => shorten(wide(text), 80) || '_';

/** Without its ending. */
export const fileStem = (text: string): string => shorten(wide(text), 100) || '_';
