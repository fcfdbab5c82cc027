import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Spinner,
} from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TabPage } from '../api.ts';
import { useLive } from '../live.tsx';
import { usePreferences } from '../preferences.tsx';
import { openLink } from './deep-link.ts';
import { answerTo, contextOf, filled, INITIALIZED, requestOf, themeName } from './tab-protocol.ts';
import type { Here, TabRequest } from './tab-protocol.ts';

const useStyles = makeStyles({
  box: { position: 'relative', display: 'grid', minHeight: 0, height: '100%' },
  frame: { border: 'none', width: '100%', height: '100%', display: 'block' },
  over: { position: 'absolute', inset: '0 0 auto 0', zIndex: 1 },
  wait: { position: 'absolute', inset: 0, pointerEvents: 'none' },
});

/** As Teams grants them; no dialogs of the browser and no leaving of the page. The page is of another origin. */
const FREEDOMS =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads';

type Shown = { state: 'loading' | 'shown' } | { state: 'failed'; message: string };

/** An app's page in a tab, and the side of the Teams client that its library speaks with. */
export function TabFrame({ tab, subPage }: { tab: TabPage; subPage: string }) {
  const styles = useStyles();
  const { api, me } = useLive();
  const { theme, language, words } = usePreferences();
  const frame = useRef<HTMLIFrameElement>(null);
  const handlers = useRef(new Set<string>());
  const [session] = useState(() => crypto.randomUUID());
  const [round, setRound] = useState(0);
  const [shown, setShown] = useState<Shown>({ state: 'loading' });
  const here = useMemo<Here>(
    () => ({
      theme,
      language,
      entityId: tab.entityId,
      subEntityId: subPage,
      user: { id: me.user.id, name: me.user.name, userPrincipalName: me.userPrincipalName },
      tenantId: me.tenant.id,
      appId: me.app.teamsAppId,
      sessionId: session,
    }),
    [theme, language, tab.entityId, subPage, me, session],
  );
  // A page is loaded for the theme and language of its beginning; later changes are told to it.
  const [source, setSource] = useState(() => filled(tab.contentUrl, here));
  const origin = useMemo(() => new URL(source).origin, [source]);

  useEffect(() => {
    const say = (message: object): void => frame.current?.contentWindow?.postMessage(message, origin);
    const answer = async ({ func, args }: TabRequest): Promise<unknown[] | undefined> => {
      switch (func) {
        case 'initialize':
          return INITIALIZED;
        case 'getContext':
          return [contextOf(here)];
        case 'registerHandler':
          handlers.current.add(String(args[0]));
          return undefined;
        case 'authentication.getAuthToken':
          return api
            .send<{ token: string }>('POST', `/people/tabs/${encodeURIComponent(tab.entityId)}/token`)
            .then(
              ({ token }): unknown[] => [true, token],
              (error: unknown): unknown[] => [false, error instanceof Error ? error.message : 'failed'],
            );
        case 'executeDeepLink':
          return openLink(String(args[0])) ? [true] : [false, 'The link is not valid.'];
        case 'appInitialization.appLoaded':
        case 'appInitialization.success':
          setShown({ state: 'shown' });
          return undefined;
        case 'appInitialization.failure':
        case 'appInitialization.expectedFailure':
          setShown({ state: 'failed', message: typeof args[1] === 'string' ? args[1] : '' });
          return undefined;
        default:
          return undefined;
      }
    };
    const hear = (event: MessageEvent<unknown>): void => {
      if (event.source !== frame.current?.contentWindow || event.origin !== origin) return;
      const request = requestOf(event.data);
      if (!request) return;
      void answer(request).then((args) => args && say(answerTo(request, args)));
    };
    window.addEventListener('message', hear);
    if (handlers.current.has('themeChange')) say({ func: 'themeChange', args: [themeName(here.theme)] });
    if (handlers.current.has('contextChange')) say({ func: 'contextChange', args: [contextOf(here)] });
    return () => window.removeEventListener('message', hear);
  }, [api, here, origin, tab.entityId]);

  const again = (): void => {
    handlers.current.clear();
    setSource(filled(tab.contentUrl, here));
    setShown({ state: 'loading' });
    setRound((n) => n + 1);
  };
  return (
    <div className={styles.box} data-testid="tab">
      {shown.state === 'failed' && (
        <MessageBar intent="error" className={styles.over}>
          <MessageBarBody>{shown.message || words.tabFailed}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={again}>{words.again}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {shown.state === 'loading' && <Spinner className={styles.wait} label={words.loading} />}
      <iframe
        key={round}
        ref={frame}
        className={styles.frame}
        title={tab.names[language] ?? tab.name}
        src={source}
        allow="clipboard-write"
        sandbox={FREEDOMS}
        onLoad={() => setShown((known) => (known.state === 'loading' ? { state: 'shown' } : known))}
      />
    </div>
  );
}
