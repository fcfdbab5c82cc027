import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createDesk } from './desk.ts';
import { bringFont } from './font.ts';
import { Frame } from './frame.tsx';
import { DeskProvider } from './here.tsx';
import { browserHost, isInOffice, type Host } from './host.ts';
import { browserSignIn } from './sign-in.ts';
import { THEMES } from './themes.ts';

function Pane({ host }: { host: Host }) {
  const [theme, setTheme] = useState(host.theme);
  const [desk] = useState(() =>
    createDesk(host, {
      api: async () => {
        const { createApi } = await import('./api-client.ts');
        return createApi({ token: host.signIn.token, language: host.language });
      },
      engine: () => import('./engine.ts'),
    }),
  );
  useEffect(() => host.onTheme(setTheme), [host]);
  useEffect(() => {
    document.documentElement.lang = host.language;
    document.title = desk.words.title;
    document.body.style.backgroundColor = THEMES[theme].colorNeutralBackground1;
  }, [host.language, theme, desk]);
  useEffect(() => {
    const warn = (leaving: BeforeUnloadEvent): void => {
      if (desk.state().unsaved) leaving.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [desk]);
  useEffect(() => {
    if (host.document || host.problem) void desk.enterOffice();
  }, [host, desk]);
  return (
    <FluentProvider theme={THEMES[theme]} style={{ height: '100%' }}>
      <DeskProvider value={desk}>
        <Frame />
      </DeskProvider>
    </FluentProvider>
  );
}

const enter = async (): Promise<Host> => {
  if (!isInOffice()) return browserHost(browserSignIn());
  const { enterOffice } = await import('./office-host.ts');
  return enterOffice();
};

// The server allows only styles that carry the nonce of this very page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
const place = document.getElementById('root');

if (place)
  void enter().then((host) => {
    createRoot(place).render(
      <StrictMode>
        <RendererProvider renderer={renderer} targetDocument={document}>
          <Pane host={host} />
        </RendererProvider>
      </StrictMode>,
    );
    // The page stands before anybody looks for its letters.
    requestIdleCallback(bringFont, { timeout: 1_000 });
  });
