/** A text of the open presentation: of a shape or of a cell. */
export type LivePlace = {
  /** To be read after the next sync. */
  readonly load: () => void;
  /** Undefined where there is nothing any more. */
  readonly text: () => string | undefined;
  readonly write: (text: string) => void;
};

/** PowerPoint parts paragraphs by a carriage return, lines by a vertical tab. */
export const plainText = (text: string): string => text.replaceAll(/\r\n?|\v/g, '\n');

/** A shape without text throws when it is asked: the file says which have one. */
export const shapePlace = (shape: PowerPoint.Shape): LivePlace => {
  const { textRange } = shape.textFrame;
  return {
    load: () => {
      textRange.load('text');
    },
    text: () => textRange.text,
    write: (text) => {
      textRange.text = text;
    },
  };
};

export const says = (place: LivePlace, text: string): boolean => {
  const now = place.text();
  return now !== undefined && plainText(now) === plainText(text);
};
