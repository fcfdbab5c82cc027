import pino from 'pino';

/**
 * Structured logs without personal data: ids, numbers, codes and times; never a name, an address or what was typed.
 */
export type Log = pino.Logger;

export const createLog = (level: string): Log =>
  pino({
    level,
    base: { app: 'cio-desk' },
    // Libraries put whole requests and responses on their errors: keep what names the fault, nothing else.
    serializers: {
      err: (error: unknown) =>
        error instanceof Error
          ? {
              type: error.name,
              message: error.message,
              stack: error.stack,
              code: (error as { code?: unknown }).code,
            }
          : { message: 'not an error' },
    },
    redact: ['req.headers.authorization', 'headers.authorization'],
  });
