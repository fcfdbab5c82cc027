import { createHash } from 'node:crypto';
import type { Destination } from '../store/tables.ts';
import type { Message } from '../teams/connector.ts';

/** Makes the words when they are sent, so that they say how things stand then; undefined when nothing is left to say. */
export type Renderer = (subjectId: string, destination: Destination) => Promise<Message | undefined>;
export type Renderers = Readonly<Record<string, Renderer>>;

/** One message for many. */
export type DigestRenderer = (subjectIds: readonly string[], destination: Destination) => Promise<Message>;

export const contentHash = (message: Message): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('base64url');
