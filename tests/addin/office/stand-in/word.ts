import { LEDGER_NAMESPACE } from '../../../../shared/documents/ledger.ts';
import { ledgerPartsOf } from './ledger-parts.ts';
import { liveCollection, liveObject, newQueue, type Queue } from './live-object.ts';
import { officeGlobal, upTo } from './office-common.ts';
import { LOST, wordModel, type Found, type WordModel } from './word-model.ts';

/** Word for the tests: a docx that is open, behind the objects of Office.js that the hand uses. */

export type WordOptions = {
  /** The highest WordApi that is there. */
  readonly api?: string;
  readonly tracking?: 'Off' | 'TrackAll';
  /** Whether tables that are put in bring an empty paragraph along. */
  readonly strays?: boolean;
  /** Whether ids of controls are others than the file's. */
  readonly ownIds?: boolean;
  /** Tags that insertion loses. */
  readonly loses?: readonly string[];
};

export type OpenWord = {
  readonly queue: Queue;
  readonly model: WordModel;
  readonly bytes: () => Uint8Array;
  readonly selected: () => string | undefined;
  readonly tracking: () => string;
  readonly opened: () => readonly string[];
  /** How many controls were unlocked and not locked again. */
  readonly unlocked: () => number;
};

const KINDS = {
  richText: 'RichText',
  plainText: 'PlainText',
  checkBox: 'CheckBox',
  dropDownList: 'DropDownList',
};

type Span = { start: number; end: number };

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));

export const openInWord = (given: Uint8Array, options: WordOptions = {}): OpenWord => {
  const supports = upTo({ WordApi: options.api ?? '1.9' });
  const queue = newQueue();
  const model = wordModel(given);
  let tracking: string = options.tracking ?? 'Off';
  let selected: string | undefined;
  const locks = new Map<number, boolean>();
  const opened: string[] = [];
  const needs = (version: string): void => {
    if (!supports('WordApi', version)) throw new Error(`ApiNotFound: WordApi ${version}`);
  };

  /** A place that is worked out when its turn comes, as Word does. */
  const range = (resolve: () => Span): object => {
    let span: Span | undefined;
    const at = (): Span => (span ??= resolve());
    queue.add(() => {
      at();
    });
    return liveObject({
      queue,
      names: ['text'],
      read: () => ({ text: '' }),
      methods: {
        expandTo: (other: { spanNow: () => Span }) =>
          range(() => ({ start: at().start, end: other.spanNow().end })),
        spanNow: at,
        select: () => queue.write(() => undefined),
        insertOoxml: (flat: string, where: string) => {
          queue.write(() => {
            const { start, end } = at();
            const [from, to] =
              where === 'Replace' ? [start, end] : where === 'Before' ? [start, start] : [end, end];
            model.insertFlat(from, to, flat, options.strays === true);
          });
          return range(() => at());
        },
        delete: () => queue.write(() => model.cut(at().start, at().end)),
      },
    });
  };

  const control = (id: number): object => {
    const found = (): Found => model.find(id);
    const checkbox = liveObject({
      queue,
      names: ['isChecked'],
      read: () => {
        needs('1.7');
        return {
          isChecked: found()
            .xml.text.slice(found().xml.start[found().control.properties])
            .includes('w14:checked w14:val="1"'),
        };
      },
      set: { isChecked: (value) => model.write(id, { text: '', checked: value === true }) },
    });
    const choices = (): readonly object[] => {
      needs('1.9');
      const {
        xml,
        control: { properties },
      } = found();
      const text = xml.text.slice(xml.start[properties], xml.end[properties]);
      return [...text.matchAll(/w:displayText="([^"]*)"/g)].map(([, displayText = '']) =>
        liveObject({
          queue,
          names: ['displayText'],
          read: () => ({ displayText }),
          methods: { select: () => queue.write(() => model.write(id, { text: displayText })) },
        }),
      );
    };
    return liveObject({
      queue,
      names: [
        'id',
        'tag',
        'title',
        'text',
        'placeholderText',
        'cannotEdit',
        'type',
        'subtype',
        'isNullObject',
      ],
      read: () => ({
        // Word in a browser may count controls in its own way.
        id: options.ownIds ? id + 7_000_000 : id,
        tag: found().control.raw,
        title: model.titleOf(found()),
        text: model.textOf(found()),
        placeholderText: model.placeholderOf(found()),
        cannotEdit: locks.get(id) ?? model.isLocked(found()),
        type: model.typeOf(found()),
        subtype: model.subtypeOf(found()),
        isNullObject: false,
      }),
      set: {
        cannotEdit: (locked) => locks.set(id, locked === true),
        tag: (tag) => model.retag(id, String(tag)),
        title: () => undefined,
      },
      methods: {
        checkboxContentControl: checkbox as never,
        dropDownListContentControl: {
          get listItems() {
            return liveCollection(queue, choices);
          },
        } as never,
        getRange: () => range(() => model.controlSpan(id)),
        parentTable: { getRange: () => range(() => model.tableAround(id)) } as never,
        paragraphs: { getFirst: () => ({ getRange: () => range(() => model.paragraphAround(id)) }) } as never,
        insertBreak: (kind: string, where: string) => {
          if (kind !== 'Line' || where !== 'End') throw new Error('InvalidArgument');
          queue.write(() => model.write(id, { text: `${model.textOf(found()).replaceAll('\r', '\n')}\n` }));
        },
        insertText: (text: string, where: string) => {
          const inline = model.subtypeOf(found()) === 'RichTextInline';
          if (inline && text.includes('\n')) throw new Error('a paragraph among text');
          if (where === 'End')
            return queue.write(() =>
              model.write(id, { text: model.textOf(found()).replaceAll('\r', '\n') + text }),
            );
          if (where !== 'Replace') throw new Error('InvalidArgument');
          queue.write(() => {
            const type = model.typeOf(found());
            if (type !== 'RichText' && type !== 'PlainText') throw new Error('GeneralException');
            if (found().control.level === 'row') throw new Error('InvalidArgument');
            if (locks.get(id) ?? model.isLocked(found())) throw new Error('AccessDenied');
            model.write(id, { text });
          });
        },
        delete: () => queue.write(() => model.deleteControl(id)),
        select: () =>
          queue.write(() => {
            selected = found().control.raw;
          }),
      },
    });
  };

  const paragraph = ({ mark, text }: { mark: string; text: string }): object => {
    const search = (sought: string): readonly object[] => {
      const now = model.paragraphs().find((one) => one.mark === mark)?.text ?? '';
      const plain = sought.replaceAll('^^', '^');
      const starts: number[] = [];
      for (let at = now.indexOf(plain); at >= 0; at = now.indexOf(plain, at + plain.length)) starts.push(at);
      return starts.map((start) =>
        liveObject({
          queue,
          names: ['text'],
          read: () => ({ text: plain }),
          methods: {
            insertText: (next: string) =>
              queue.write(() => model.replaceText(mark, start, start + plain.length, next)),
          },
        }),
      );
    };
    return liveObject({
      queue,
      names: ['text'],
      read: () => ({ text }),
      methods: {
        parentTable: { getRange: () => range(() => model.tableSpan(mark)) } as never,
        getRange: () => range(() => model.paragraphSpan(mark)),
        delete: () =>
          queue.write(() => model.cut(model.paragraphSpan(mark).start, model.paragraphSpan(mark).end)),
        select: () =>
          queue.write(() => {
            selected = text;
          }),
        search: (sought: string) => liveCollection(queue, () => search(sought)),
      },
    });
  };

  const ledgerParts = ledgerPartsOf(queue, model);

  const losing = (): void => {
    for (const {
      control: { raw, id },
    } of model.controls())
      if (options.loses?.includes(raw)) model.retag(Number(id), LOST);
  };
  const ofKinds = (types: readonly string[]): readonly object[] =>
    model
      .allControls()
      .filter((one) => types.includes(model.typeOf(one)))
      .map(({ control: { id } }) => control(Number(id)));

  const selection = (): object => {
    return {
      contentControls: liveCollection(queue, () => []),
      parentContentControlOrNullObject: liveObject({
        queue,
        names: ['tag', 'isNullObject'],
        read: () => ({ tag: null, isNullObject: true }),
      }),
      insertContentControl: (type: string) => {
        const fresh = { tag: '', title: '' };
        queue.write(() => undefined);
        return liveObject({
          queue,
          names: ['tag', 'title'],
          read: () => fresh,
          set: {
            tag: (tag) => {
              fresh.tag = String(tag);
              model.putControl(fresh.tag, type);
            },
            title: (title) => {
              fresh.title = String(title);
            },
          },
          methods: {
            dropDownListContentControl: { addListItem: () => queue.write(() => undefined) } as never,
          },
        });
      },
      insertOoxml: (flat: string) => {
        const before = { start: 0 };
        queue.write(() => {
          const { start } = model.endSpan();
          before.start = start;
          model.insertFlat(start, start, flat, false);
          losing();
        });
        return range(() => ({ start: before.start, end: model.endSpan().end }));
      },
    };
  };

  const documentObject = liveObject({
    queue,
    names: ['changeTrackingMode'],
    read: () => ({ changeTrackingMode: tracking }),
    set: {
      changeTrackingMode: (mode) => {
        tracking = String(mode);
      },
    },
    methods: {
      getContentControls: ({ types }: { types: readonly string[] }) => {
        if (types.includes('CheckBox')) needs('1.7');
        if (types.includes('DropDownList')) needs('1.9');
        return liveCollection(queue, () => ofKinds(types));
      },
      contentControls: { getByIdOrNullObject: (id: number) => control(id) } as never,
      customXmlParts: {
        getByNamespace: () => liveCollection(queue, ledgerParts),
        add: (xml: string) => queue.write(() => model.addPart(xml)),
      } as never,
      body: {
        get paragraphs() {
          return liveCollection(queue, () => model.paragraphs().map(paragraph));
        },
        insertOoxml: (flat: string) =>
          queue.write(() => {
            const { start } = model.endSpan();
            model.insertFlat(start, start, flat, options.strays === true);
          }),
      } as never,
      getSelection: selection,
      insertFileFromBase64: (base64: string, where: string) => {
        if (where !== 'Replace') throw new Error('InvalidArgument');
        queue.write(() => {
          const ledgers = model.parts().filter(({ xml }) => xml.includes(LEDGER_NAMESPACE));
          model.reopen(bytesOf(base64));
          // What is put in brings its parts along; those of the document stay.
          for (const { xml } of ledgers) model.addPart(xml);
          losing();
        });
      },
    },
  });

  const context = {
    document: documentObject,
    application: {
      createDocument: (base64: string) => ({ open: () => queue.write(() => void opened.push(base64)) }),
    },
    sync: () => queue.sync(),
  };
  const run = async (...args: readonly unknown[]): Promise<unknown> => {
    const batch = args.at(-1) as (given: typeof context) => Promise<unknown>;
    try {
      const answer = await batch(context);
      // As Office.js does: what is still waiting goes out at the end.
      if (queue.waiting()) await queue.sync();
      return answer;
    } catch (error) {
      queue.drop();
      throw error;
    }
  };
  Object.assign(globalThis, {
    Office: officeGlobal({ file: () => model.bytes(), supports }),
    Word: { run, ContentControlType: KINDS, ChangeTrackingMode: { off: 'Off', trackAll: 'TrackAll' } },
  });
  return {
    queue,
    model,
    bytes: () => model.bytes(),
    selected: () => selected,
    tracking: () => tracking,
    opened: () => opened,
    unlocked: () => [...locks.values()].filter((locked) => !locked).length,
  };
};
