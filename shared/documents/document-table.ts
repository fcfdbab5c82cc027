/** A table that is put into a document: plain texts, and controls that a person fills there. */
export type DocumentTable = {
  readonly title: string;
  readonly columns: readonly {
    readonly heading: string;
    /** Its share of the width. */
    readonly share: number;
  }[];
  readonly rows: readonly TableRow[];
};

export type TableRow = {
  /** A whole tag around the row, such as 'cio:each:items:12'. */
  readonly tag?: string;
  readonly cells: readonly TableCell[];
};

export type TableCell = {
  readonly text: string;
  /** A whole tag: the cell's text stands in a control then. */
  readonly tag?: string;
  /** Shown on the control. */
  readonly title?: string;
  /** A drop-down with these choices; an empty text leaves it to be chosen. */
  readonly options?: readonly string[];
  /** In bold over the whole width: a heading among the rows. */
  readonly heading?: boolean;
};
