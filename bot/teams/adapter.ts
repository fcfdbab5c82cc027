import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TurnContext,
  type Activity,
} from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationError,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { Config } from '../config.ts';

/**
 * The Bot Framework SDK, for what it must do: check who calls. It is archived; nothing outside this folder knows it.
 * Authentication is never off: an empty app id would make the SDK accept everyone, so config refuses to start then.
 */

class OwnIdentity extends ServiceClientCredentialsFactory {
  readonly #appId: string;

  constructor(appId: string) {
    super();
    this.#appId = appId;
  }

  isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.#appId);
  }

  isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  createCredentials(): ReturnType<ServiceClientCredentialsFactory['createCredentials']> {
    return Promise.reject(new Error('What the bot says goes out through its own connector.'));
  }
}

/**
 * CloudAdapter with its turn opened to us, so that the HTTP answer is ours and nothing is printed. The clients that it
 * would make for every turn to answer with are left out: nobody here answers through them.
 */
class Adapter extends CloudAdapter {
  async turn(authorization: string, activity: Activity, logic: () => Promise<void>): Promise<void> {
    await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}

export type HttpAnswer = { readonly status: number; readonly body?: unknown };

/** Handles one authenticated activity; what it returns is the body of an invoke. */
export type OnActivity = (activity: Activity) => Promise<unknown>;

export type BotEndpoint = (authorization: string, body: unknown) => Promise<HttpAnswer>;

const refusal = (status: number, code: string, message: string): HttpAnswer => ({
  status,
  body: { error: { code, message } },
});

const isActivity = (body: unknown): body is Activity =>
  typeof body === 'object' && body !== null && typeof (body as { type?: unknown }).type === 'string';

/** The SDK lets what its token library says of a forged or untimely token pass as it is. */
const TOKEN_FAULTS = ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError'];

const isUnauthorized = (error: unknown): boolean =>
  error instanceof AuthenticationError || (error instanceof Error && TOKEN_FAULTS.includes(error.name));

/** The tenant an activity comes from, as Teams gives it. */
const tenantOf = (activity: Activity): string | undefined =>
  (activity.channelData as { tenant?: { id?: string } } | undefined)?.tenant?.id ??
  activity.conversation?.tenantId;

export const createBotEndpoint = (config: Config, onActivity: OnActivity): BotEndpoint => {
  const adapter = new Adapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: config.appId,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: config.tenantId,
        ValidateAuthority: 'true',
        ToChannelFromBotLoginUrl: `${config.loginUrl}/${config.tenantId}`,
        ToChannelFromBotOAuthScope: config.bot.scope,
        ToBotFromChannelTokenIssuer: config.bot.issuer,
        ToBotFromChannelOpenIdMetadataUrl: config.bot.metadataUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: config.bot.metadataUrl,
        OAuthUrl: config.bot.issuer,
        CallerId: 'urn:botframework:azure',
      },
      new OwnIdentity(config.appId),
      new AuthenticationConfiguration(['msteams']),
    ),
  );

  return async (authorization, body) => {
    if (!isActivity(body)) return refusal(400, 'BadSyntax', 'The body is not an activity.');
    // The SDK compares serviceUrl with the token only when the activity carries one, and has laxer ways in for
    // other channels: we serve Teams alone.
    if (body.channelId !== 'msteams') return refusal(403, 'Forbidden', 'Only Microsoft Teams is served.');
    if (typeof body.serviceUrl !== 'string' || body.serviceUrl === '')
      return refusal(400, 'BadArgument', 'The activity has no serviceUrl.');
    try {
      let value: unknown;
      let foreign = false;
      await adapter.turn(authorization, body, async () => {
        foreign = tenantOf(body) !== config.tenantId;
        if (!foreign) value = await onActivity(body);
      });
      if (foreign) return refusal(403, 'Forbidden', 'The activity comes from another tenant.');
      return value === undefined ? { status: 200 } : { status: 200, body: value };
    } catch (error) {
      if (isUnauthorized(error)) return refusal(401, 'Unauthorized', 'The request is not authorized.');
      throw error;
    }
  };
};
