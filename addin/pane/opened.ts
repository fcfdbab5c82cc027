import type { FileDocument } from '../office/file-document.ts';
import type { OfficeDocument } from '../office/office-document.ts';

/** The document that is worked on, and where it came from. */
export type Opened = {
  readonly port: OfficeDocument;
  readonly name: string;
  readonly origin: Origin;
};

export type Origin =
  | { readonly from: 'office' | 'disk' | 'template' }
  | { readonly from: 'library'; readonly file: string; readonly version: string };

export const isFile = (port: OfficeDocument): port is FileDocument => port.host === 'file';

export const isUnsaved = ({ port, origin }: Opened): boolean =>
  isFile(port) && (origin.from === 'template' || port.unsaved());
