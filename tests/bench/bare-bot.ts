import { ConfidentialClientApplication } from '@azure/msal-node';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
} from 'botbuilder';
import { MsalServiceClientCredentialsFactory } from 'botframework-connector';
import restify from 'restify';
import { z } from 'zod';

/** What the product is measured against: an echo bot with nothing but botbuilder and restify, token checking on. */

const given = z
  .object({
    PORT: z.coerce.number(),
    MICROSOFT_APP_ID: z.string(),
    MICROSOFT_APP_SECRET: z.string(),
    MICROSOFT_TENANT_ID: z.string(),
    LOGIN_URL: z.string(),
    BOT_OPENID_METADATA_URL: z.string(),
  })
  .parse(process.env);

const SCOPE = 'https://api.botframework.com';

// The SDK's own factory knows public clouds alone; the same credentials, for an authority of this machine.
const client = new ConfidentialClientApplication({
  auth: {
    clientId: given.MICROSOFT_APP_ID,
    clientSecret: given.MICROSOFT_APP_SECRET,
    authority: `${given.LOGIN_URL}/${given.MICROSOFT_TENANT_ID}`,
    knownAuthorities: [new URL(given.LOGIN_URL).host],
  },
}) as unknown as ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: given.MICROSOFT_APP_ID,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: given.MICROSOFT_TENANT_ID,
      ValidateAuthority: 'true',
      ToChannelFromBotLoginUrl: `${given.LOGIN_URL}/${given.MICROSOFT_TENANT_ID}`,
      ToChannelFromBotOAuthScope: SCOPE,
      ToBotFromChannelTokenIssuer: SCOPE,
      ToBotFromChannelOpenIdMetadataUrl: given.BOT_OPENID_METADATA_URL,
      ToBotFromEmulatorOpenIdMetadataUrl: given.BOT_OPENID_METADATA_URL,
      OAuthUrl: SCOPE,
      CallerId: 'urn:botframework:azure',
    },
    new MsalServiceClientCredentialsFactory(given.MICROSOFT_APP_ID, client),
  ),
);
adapter.onTurnError = async (_context, error) => {
  console.error(error);
};

class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const text = `Echo: ${context.activity.text}`;
      await context.sendActivity(MessageFactory.text(text, text));
      await next();
    });
  }
}
const bot = new EchoBot();

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request as Parameters<typeof adapter.process>[0], response, (context) =>
    bot.run(context),
  );
});
server.listen(given.PORT, '127.0.0.1', () => console.log(JSON.stringify({ event: 'ready' })));
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
