/** The Common API, as far as both applications use it: the file in slices, requirement sets, going to a slide. */

export type Common = {
  readonly file: () => Uint8Array;
  /** 'WordApi 1.6' … : sets that are there. */
  readonly supports: (set: string, version: string) => boolean;
  readonly goTo?: (id: string | number) => void;
};

const SLICE_MOST = 4_194_304;
const later = <T>(callback: (answer: T) => void, answer: T): void => queueMicrotask(() => callback(answer));

export const officeGlobal = ({ file, supports, goTo }: Common): object => {
  let open = 0;
  const answerOf = (value: unknown): object => ({ status: 'succeeded', value });
  return {
    FileType: { Compressed: 'compressed' },
    AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
    GoToType: { Slide: 2 },
    HostType: { Word: 'Word', PowerPoint: 'PowerPoint' },
    context: {
      requirements: { isSetSupported: supports },
      document: {
        goToByIdAsync: (id: string | number, _: unknown, callback: (answer: object) => void) => {
          goTo?.(id);
          later(callback, answerOf(undefined));
        },
        getFileAsync: (
          type: string,
          { sliceSize }: { sliceSize: number },
          callback: (answer: object) => void,
        ) => {
          if (type !== 'compressed' || sliceSize > SLICE_MOST) throw new Error('InvalidArgument');
          open += 1;
          // Two may be open; one that is not closed is a mistake.
          if (open > 2) return later(callback, { status: 'failed', error: { code: 5_009 } });
          const bytes = file();
          const size = Math.min(sliceSize, 10_000);
          return later(
            callback,
            answerOf({
              size: bytes.length,
              sliceCount: Math.ceil(bytes.length / size),
              getSliceAsync: (index: number, done: (answer: object) => void) =>
                later(done, answerOf({ data: [...bytes.subarray(index * size, (index + 1) * size)] })),
              closeAsync: (done: (answer: object) => void) => {
                open -= 1;
                later(done, answerOf(undefined));
              },
            }),
          );
        },
      },
    },
  };
};

/** Whether a requirement set is there, when the highest of its name is that. */
export const upTo =
  (highest: Readonly<Record<string, string>>) =>
  (set: string, version: string): boolean => {
    const [major = 0, minor = 0] = (highest[set] ?? '0.0').split('.').map(Number);
    const [wantMajor = 0, wantMinor = 0] = version.split('.').map(Number);
    return major > wantMajor || (major === wantMajor && minor >= wantMinor);
  };
