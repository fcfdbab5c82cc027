import { OfficeMockObject } from 'office-addin-mock';

/**
 * Objects of Office.js over a document that changes: office-addin-mock keeps that nothing is read before it was loaded
 * and synced, and that only known properties are loaded. What it lacks is added here: a queue that is carried out at
 * a sync in its order, collections, and values that are those of that moment.
 */

type Command = () => void;
type Values = Readonly<Record<string, unknown>>;

export type Queue = {
  readonly add: (command: Command) => void;
  /** What is carried out with the next sync; loads are told apart, for they change nothing. */
  readonly sync: () => Promise<void>;
  readonly syncs: () => number;
  readonly writes: () => number;
  readonly write: (command: Command) => void;
  /** The sync of that number, from 1, breaks after so many writes. */
  readonly breakAt: (sync: number, afterWrites: number) => void;
  readonly drop: () => void;
  readonly waiting: () => boolean;
};

export const newQueue = (): Queue => {
  let waiting: { command: Command; writes: boolean }[] = [];
  let [syncs, writes] = [0, 0];
  let breaks: { sync: number; after: number } | undefined;
  return {
    add: (command) => waiting.push({ command, writes: false }),
    write: (command) => waiting.push({ command, writes: true }),
    syncs: () => syncs,
    writes: () => writes,
    breakAt: (sync, after) => {
      breaks = { sync: syncs + sync, after };
    },
    drop: () => {
      waiting = [];
    },
    waiting: () => waiting.length > 0,
    sync: async () => {
      syncs += 1;
      const batch = waiting;
      waiting = [];
      let done = 0;
      for (const one of batch) {
        if (one.writes && breaks?.sync === syncs && done >= breaks.after) throw new Error('GeneralException');
        one.command();
        if (one.writes) {
          done += 1;
          writes += 1;
        }
      }
      if (breaks?.sync === syncs) throw new Error('GeneralException');
    },
  };
};

/** Not loaded yet, and this once it is. */
const setNow = (mock: OfficeMockObject, name: string, value: unknown): void => {
  (mock['setValue'] as (name: string, value: unknown) => void).call(mock, name, value);
};

export type LiveOptions = {
  readonly queue: Queue;
  /** What it says now. Throws where the application would refuse. */
  readonly read: () => Values;
  /** Properties that may be set. */
  readonly set?: Readonly<Record<string, (value: unknown) => void>>;
  readonly methods?: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** What can be loaded; all names must be known beforehand. */
  readonly names: readonly string[];
};

const namesOf = (loaded: unknown): readonly string[] =>
  (Array.isArray(loaded) ? (loaded as string[]) : [String(loaded)]).flatMap((one) =>
    one.split(',').map((name) => name.trim()),
  );

/** @returns an object that behaves as one of Office.js; typed by whoever hands it out */
export const liveObject = ({ queue, read, set = {}, methods = {}, names }: LiveOptions): object => {
  const mock = new OfficeMockObject(Object.fromEntries(names.map((name) => [name, ''])));
  const fill = (loaded: readonly string[]): void => {
    const now = read();
    // Whether there is something at all is known after any load.
    const always = names.includes('isNullObject') ? ['isNullObject'] : [];
    for (const name of [...loaded, ...always]) {
      if (!names.includes(name) || !(name in now)) throw new Error(`InvalidArgument: ${name}`);
      setNow(mock, name, now[name]);
    }
    mock.load([...loaded, ...always]);
    void mock.sync();
  };
  const own: Record<string, unknown> = {
    ...methods,
    load: (loaded: unknown) => {
      const wanted = namesOf(loaded);
      mock.load([...wanted]);
      queue.add(() => fill(wanted));
      return proxy;
    },
    track: () => proxy,
    untrack: () => proxy,
    fillNow: fill,
  };
  const proxy: object = new Proxy(mock, {
    get: (target, name) =>
      typeof name === 'string' && name in own
        ? own[name]
        : (target as unknown as Record<string | symbol, unknown>)[name],
    set: (target, name, value: unknown) => {
      const setter = typeof name === 'string' ? set[name] : undefined;
      if (!setter) throw new Error(`${String(name)} cannot be set`);
      queue.write(() => setter(value));
      (target as unknown as Record<string | symbol, unknown>)[name] = value;
      return true;
    },
  });
  return proxy;
};

/** A collection whose items are made at the moment of its load; `items/…` names what of each is loaded. */
export const liveCollection = (
  queue: Queue,
  items: () => readonly object[],
  methods: LiveOptions['methods'] = {},
): object => {
  const mock = new OfficeMockObject({ items: '' });
  const own: Record<string, unknown> = {
    ...methods,
    load: (loaded: unknown) => {
      const wanted = namesOf(loaded).map((name) => {
        if (!name.startsWith('items/')) throw new Error(`load of a collection: ${name}`);
        return name.slice('items/'.length);
      });
      mock.load('items');
      queue.add(() => {
        const made = items();
        for (const item of made) (item as { fillNow: (names: readonly string[]) => void }).fillNow(wanted);
        setNow(mock, 'items', made);
        mock.load('items');
        void mock.sync();
      });
      return proxy;
    },
  };
  const proxy: object = new Proxy(mock, {
    get: (target, name) => {
      if (typeof name === 'string' && name in own) return own[name];
      const value = (target as unknown as Record<string | symbol, unknown>)[name];
      if (name === 'items' && typeof value === 'string') throw new Error(value);
      return value;
    },
  });
  return proxy;
};

/** A result that is there after the sync. */
export const liveResult = <T>(queue: Queue, read: () => T): { readonly value: T } => {
  let value: T | undefined;
  let there = false;
  queue.add(() => {
    value = read();
    there = true;
  });
  return {
    get value(): T {
      if (!there) throw new Error('Error, context.sync() was not called');
      return value as T;
    },
  };
};
