import { z } from 'zod';

const folder = z.string().min(1);

/** SharePoint's resource units a minute for one app, by the licences of the tenant; `unlimited` never throttles. */
const tier = z.union([
  z.literal('unlimited'),
  z.coerce.number().int().min(0).describe('number of Microsoft 365 licences of the imitated tenant'),
]);

const environment = z.object({
  /** Plain http for people; https for SDKs is one port above. */
  TENANT_PORT: z.coerce.number().int().min(1).max(65_534).default(3979),
  TENANT_DATA: folder,
  TENANT_SEED: z.string().min(1),
  TENANT_CERT: z.string().min(1),
  TENANT_KEY: z.string().min(1),
  BOT_URL: z.url().default('http://127.0.0.1:3978/api/messages'),
  TENANT_TRACE: folder.optional(),
  /** The built page for people; without it only the APIs are served. */
  TENANT_PAGE: folder.optional(),
  TENANT_CLOCK: z.iso.datetime({ offset: true }).optional(),
  TENANT_TIER: tier.default(1000),
  /** After how many minutes of machine time a delta token is too old to resume from. */
  TENANT_DELTA_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(60 * 24 * 30),
  TENANT_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

export type TenantConfig = {
  peoplePort: number;
  apiPort: number;
  /** Where people open the tenant, without a slash at the end; also the origin of every `webUrl`. */
  peopleOrigin: string;
  /** Where SDKs reach sign-in, Graph and the connector, without a slash at the end. */
  apiOrigin: string;
  dataFolder: string;
  seedFile: string;
  certificateFile: string;
  keyFile: string;
  botUrl: string;
  traceFolder: string | undefined;
  pageFolder: string | undefined;
  clockOpensAt: string | undefined;
  licences: number | 'unlimited';
  deltaMinutes: number;
  logLevel: z.infer<typeof environment>['TENANT_LOG'];
};

/** Reads the configuration once; throws a ZodError that names every variable that is missing or wrong. */
export function readConfig(env: Record<string, string | undefined>): TenantConfig {
  const given = environment.parse(env);
  const apiPort = given.TENANT_PORT + 1;
  return {
    peoplePort: given.TENANT_PORT,
    apiPort,
    peopleOrigin: `http://localhost:${given.TENANT_PORT}`,
    apiOrigin: `https://localhost:${apiPort}`,
    dataFolder: given.TENANT_DATA,
    seedFile: given.TENANT_SEED,
    certificateFile: given.TENANT_CERT,
    keyFile: given.TENANT_KEY,
    botUrl: given.BOT_URL,
    traceFolder: given.TENANT_TRACE,
    pageFolder: given.TENANT_PAGE,
    clockOpensAt: given.TENANT_CLOCK,
    licences: given.TENANT_TIER,
    deltaMinutes: given.TENANT_DELTA_MINUTES,
    logLevel: given.TENANT_LOG,
  };
}
