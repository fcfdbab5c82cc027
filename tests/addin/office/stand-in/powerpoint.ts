import { deckModel, type DeckModel } from './deck-model.ts';
import { ledgerPartsOf } from './ledger-parts.ts';
import { liveCollection, liveObject, newQueue, type Queue } from './live-object.ts';
import { officeGlobal, upTo } from './office-common.ts';

/** PowerPoint for the tests: a pptx that is open, behind the objects of Office.js that the hand uses. */

export type PowerPointOptions = {
  /** The highest PowerPointApi that is there. */
  readonly api?: string;
  /** Names that insertion loses. */
  readonly loses?: readonly string[];
  /** What is selected: a slide's place, and a shape's id on it. */
  readonly selected?: { readonly slide: number; readonly shape?: string };
};

export type OpenPowerPoint = {
  readonly queue: Queue;
  readonly model: DeckModel;
  readonly bytes: () => Uint8Array;
  readonly shown: () => string | undefined;
  readonly opened: () => readonly string[];
};

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));

type InsertOptions = { readonly sourceSlideIds?: readonly string[]; readonly targetSlideId?: string };

export const openInPowerPoint = (given: Uint8Array, options: PowerPointOptions = {}): OpenPowerPoint => {
  const supports = upTo({ PowerPointApi: options.api ?? '1.8' });
  const queue = newQueue();
  const model = deckModel(given);
  let shown: string | undefined;
  const opened: string[] = [];
  const needs = (version: string): void => {
    if (!supports('PowerPointApi', version)) throw new Error(`ApiNotFound: PowerPointApi ${version}`);
  };

  const text = (slide: string, shape: string, row?: number, column?: number): object =>
    liveObject({
      queue,
      names: ['text', 'isNullObject'],
      read: () => ({ text: model.textOf(slide, shape, row, column), isNullObject: false }),
      set: { text: (value) => model.write(slide, shape, String(value), row, column) },
    });
  const shapeObject = (slide: string, id: string): object =>
    liveObject({
      queue,
      names: ['id', 'name'],
      read: () => {
        const found = model.shapes(slide).find((one) => one.id === id);
        if (!found) throw new Error('InvalidArgument: shape');
        return found;
      },
      set: { name: (name) => model.rename(slide, id, String(name)) },
      methods: {
        textFrame: {
          get textRange() {
            return text(slide, id);
          },
        } as never,
        tags: { add: () => queue.write(() => undefined) } as never,
        getTable: () => {
          needs('1.8');
          return {
            getCellOrNullObject: (row: number, column: number) => text(slide, id, row, column),
          };
        },
      },
    });
  const slideObject = (id: string): object =>
    liveObject({
      queue,
      names: ['id'],
      read: () => ({ id: model.slide(id) && id }),
      methods: {
        delete: () => queue.write(() => model.remove(id)),
        setSelectedShapes: ([shape]: readonly string[]) => {
          needs('1.5');
          queue.write(() => {
            shown = `${shown}/${shape}`;
          });
        },
      },
    });
  const shapesOf = (id: string): object =>
    liveCollection(queue, () => model.shapes(id).map((one) => shapeObject(id, one.id)), {
      getItem: (shape: string) => shapeObject(id, shape),
    });
  const slideWithShapes = (id: string): object => {
    const one = slideObject(id) as Record<string, unknown>;
    return new Proxy(one, {
      get: (target, name) => (name === 'shapes' ? shapesOf(id) : target[name as string]),
    });
  };

  const ledgerParts = ledgerPartsOf(queue, model);

  const selectedId = (): string => model.ids()[options.selected?.slide ?? 0] ?? '';
  const presentation = {
    get slides() {
      return liveCollection(queue, () => model.ids().map(slideWithShapes), { getItem: slideWithShapes });
    },
    get tags() {
      const items = (): readonly object[] =>
        [...model.tags].map(([key, value]) =>
          liveObject({ queue, names: ['key', 'value'], read: () => ({ key, value }) }),
        );
      return liveCollection(queue, items, {
        add: (key: string, value: string) => queue.write(() => model.tags.set(key.toUpperCase(), value)),
        delete: (key: string) => queue.write(() => model.tags.delete(key)),
      });
    },
    get customXmlParts() {
      needs('1.7');
      return {
        getByNamespace: () => liveCollection(queue, ledgerParts),
        add: (xml: string) => queue.write(() => model.addPart(xml)),
      };
    },
    getSelectedShapes: () => {
      needs('1.5');
      const shape = options.selected?.shape;
      return liveCollection(queue, () => (shape === undefined ? [] : [shapeObject(selectedId(), shape)]));
    },
    getSelectedSlides: () => {
      needs('1.5');
      return liveCollection(queue, () => [slideObject(selectedId())]);
    },
    insertSlidesFromBase64: (base64: string, { sourceSlideIds, targetSlideId }: InsertOptions = {}) =>
      queue.write(() => {
        for (const id of model.insert(bytesOf(base64), sourceSlideIds, targetSlideId))
          for (const shape of model.shapes(id))
            if (options.loses?.includes(shape.name)) model.rename(id, shape.id, '図形 1');
      }),
  };
  const context = { presentation, sync: () => queue.sync() };
  Object.assign(globalThis, {
    Office: officeGlobal({
      file: () => model.bytes(),
      supports,
      goTo: (id) => {
        shown = String(id);
      },
    }),
    PowerPoint: {
      createPresentation: async (base64: string) => void opened.push(base64),
      run: async (batch: (given: typeof context) => Promise<unknown>) => {
        try {
          const answer = await batch(context);
          if (queue.waiting()) await queue.sync();
          return answer;
        } catch (error) {
          queue.drop();
          throw error;
        }
      },
    },
  });
  return { queue, model, bytes: () => model.bytes(), shown: () => shown, opened: () => opened };
};
