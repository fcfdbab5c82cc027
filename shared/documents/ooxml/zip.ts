import { deflateSync, Inflate, inflateSync, strFromU8, strToU8 } from 'fflate';
import { ok, type Result } from '../../kernel/problem.ts';
import { crc32 } from './crc32.ts';
import type { Limits } from './limits.ts';
import { refusals } from './refusals.ts';

/**
 * A zip file as its entries. What is not edited keeps its packed bytes, so that it is written back as it was and
 * costs nothing. Layout: PKWARE APPNOTE 6.3, as far as ISO/IEC 29500-2 (OPC) allows it: stored and deflated only.
 */
export type ZipEntry = {
  readonly name: string;
  readonly method: 0 | 8;
  readonly crc: number;
  /** Inflated size in bytes. */
  readonly size: number;
  /** DOS date and time, as it was found. */
  readonly time: number;
  readonly packed: Uint8Array;
};

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LONGEST_END = 22 + 65_535;
/** 1980-01-01 00:00, for what is new: the same content gives the same bytes. */
const NO_TIME = 0x00210000;

const uint16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const uint32 = (bytes: Uint8Array, at: number): number =>
  (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0;

const findEnd = (bytes: Uint8Array): number => {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - LONGEST_END); at -= 1)
    if (uint32(bytes, at) === END) return at;
  return -1;
};

/** A part's name stays inside the package: no way up, no root, no drive, no second writing of a separator. */
const leaves = (name: string): boolean =>
  name === '' ||
  ['\\', ':', '\0'].some((mark) => name.includes(mark)) ||
  name.split('/').some((part) => part === '' || /^\.+$/.test(part));

type Found = { readonly entry: ZipEntry; readonly from: number; readonly to: number };

const readEntry = (bytes: Uint8Array, at: number): Result<Found> => {
  const method = uint16(bytes, at + 10);
  const flags = uint16(bytes, at + 8);
  if (flags & 1) return refusals.encrypted();
  if (method !== 0 && method !== 8) return refusals.broken(`method ${method}`);
  const [packedSize, size] = [uint32(bytes, at + 20), uint32(bytes, at + 24)];
  const nameLength = uint16(bytes, at + 28);
  const local = uint32(bytes, at + 42);
  const name = strFromU8(bytes.subarray(at + 46, at + 46 + nameLength));
  if (uint32(bytes, local) !== LOCAL) return refusals.broken(name);
  const localName = strFromU8(bytes.subarray(local + 30, local + 30 + uint16(bytes, local + 26)));
  if (localName !== name) return refusals.unsafe('names');
  const from = local + 30 + uint16(bytes, local + 26) + uint16(bytes, local + 28);
  const to = from + packedSize;
  if (to > bytes.length || (method === 0 && packedSize !== size)) return refusals.broken(name);
  const packed = bytes.subarray(from, to);
  return ok({
    entry: { name, method, crc: uint32(bytes, at + 16), size, time: uint32(bytes, at + 12), packed },
    from: local,
    to,
  });
};

/** Entries in the order of the directory, folders left out; refused when it is no sound zip or beyond the limits. */
export const readZip = (bytes: Uint8Array, limits: Limits): Result<readonly ZipEntry[]> => {
  if (bytes.length > limits.file) return refusals.tooLarge('file', bytes.length, limits.file);
  if (uint32(bytes, 0) === 0xe011cfd0) return refusals.encrypted();
  const end = findEnd(bytes);
  if (end < 0) return uint16(bytes, 0) === 0x4b50 ? refusals.broken('zip') : refusals.noOffice();
  const count = uint16(bytes, end + 10);
  if (count > limits.entries) return refusals.tooLarge('parts', count, limits.entries);
  let at = uint32(bytes, end + 16);
  let total = 0;
  const found: Found[] = [];
  const names = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || uint32(bytes, at) !== CENTRAL) return refusals.broken('zip');
    const read = readEntry(bytes, at);
    if (!read.ok) return read;
    at += 46 + uint16(bytes, at + 28) + uint16(bytes, at + 30) + uint16(bytes, at + 32);
    const { name, size, packed } = read.value.entry;
    if (leaves(name.endsWith('/') ? name.slice(0, -1) : name)) return refusals.unsafe('outside');
    if (names.has(name.toLowerCase())) return refusals.unsafe('double');
    names.add(name.toLowerCase());
    total += size;
    if (total > limits.inflated) return refusals.tooLarge('inflated', total, limits.inflated);
    if (size > limits.ratioFrom && size > packed.length * limits.ratio) return refusals.unsafe('bomb');
    found.push(read.value);
  }
  // Entries that share bytes are how a small file pretends to be a large one.
  const byPlace = found.toSorted((one, other) => one.from - other.from);
  if (byPlace.some((one, index) => one.to > (byPlace[index + 1]?.from ?? bytes.length)))
    return refusals.unsafe('overlap');
  return ok(found.map(({ entry }) => entry).filter(({ name }) => !name.endsWith('/')));
};

/** Up to here a part is inflated in one go: at deflate's best ratio of 1,032 it cannot cost more than 34 MB of work. */
const IN_ONE_GO = 32_768;

const inflateChecked = (entry: ZipEntry): Uint8Array | undefined => {
  // fflate never grows an array it is given: one byte of room tells a part that inflates beyond its declared size.
  if (entry.packed.length <= IN_ONE_GO)
    return inflateSync(entry.packed, { out: new Uint8Array(entry.size + 1) });
  const whole = new Uint8Array(entry.size);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length <= entry.size) whole.set(chunk, filled);
    filled += chunk.length;
  });
  for (let at = 0; at < entry.packed.length; at += IN_ONE_GO) {
    const next = at + IN_ONE_GO;
    stream.push(entry.packed.subarray(at, next), next >= entry.packed.length);
    if (filled > entry.size) return undefined;
  }
  return filled === entry.size ? whole : undefined;
};

/** The bytes of an entry. Never more than it declares; refused when it holds anything else than it declares. */
export const unpack = (entry: ZipEntry): Result<Uint8Array> => {
  try {
    const bytes = entry.method === 0 ? entry.packed : inflateChecked(entry);
    if (bytes?.length === entry.size && crc32(bytes) === entry.crc) return ok(bytes);
  } catch {
    // fflate throws on data that is no deflate stream; the answer is the same.
  }
  return refusals.broken(entry.name);
};

/** Documents are packed as Office packs them: quickly. */
const LEVEL = 3;

/** An entry of new content; the time is that of the entry it replaces. */
export const pack = (name: string, content: Uint8Array | string, time = NO_TIME): ZipEntry => {
  const bytes = typeof content === 'string' ? strToU8(content) : content;
  const crc = crc32(bytes);
  return { name, method: 8, crc, size: bytes.length, time, packed: deflateSync(bytes, { level: LEVEL }) };
};

const header = (entry: ZipEntry, name: Uint8Array, offset: number | undefined): Uint8Array => {
  const shift = offset === undefined ? 0 : 2;
  const bytes = new Uint8Array((offset === undefined ? 30 : 46) + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, offset === undefined ? LOCAL : CENTRAL, true);
  if (offset !== undefined) view.setUint16(4, 20, true);
  view.setUint16(4 + shift, 20, true);
  view.setUint16(6 + shift, name.length === entry.name.length ? 0 : 0x800, true);
  view.setUint16(8 + shift, entry.method, true);
  view.setUint32(10 + shift, entry.time, true);
  view.setUint32(14 + shift, entry.crc, true);
  view.setUint32(18 + shift, entry.packed.length, true);
  view.setUint32(22 + shift, entry.size, true);
  view.setUint16(26 + shift, name.length, true);
  if (offset !== undefined) view.setUint32(42, offset, true);
  bytes.set(name, bytes.length - name.length);
  return bytes;
};

export const writeZip = (entries: readonly ZipEntry[]): Uint8Array => {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = strToU8(entry.name);
    const local = header(entry, name, undefined);
    directory.push(header(entry, name, offset));
    pieces.push(local, entry.packed);
    offset += local.length + entry.packed.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, END, true);
  view.setUint16(8, entries.length, true);
  view.setUint16(10, entries.length, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  const whole = new Uint8Array(offset + size + 22);
  let at = 0;
  for (const piece of [...pieces, ...directory, end]) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};
