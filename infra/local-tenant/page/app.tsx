import { FluentProvider, Spinner, Toaster } from '@fluentui/react-components';
import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ApiError, createApi } from './api.ts';
import type { Choices, Me } from './api.ts';
import { offerPeople } from './cards/people-picker.ts';
import { ChoosePerson } from './choose-person.tsx';
import { LiveProvider } from './live.tsx';
import { usePreferences } from './preferences.tsx';
import { Shell } from './shell.tsx';
import { TOASTER } from './toaster.ts';

const FONTS =
  "'Segoe UI', 'Yu Gothic UI', 'Hiragino Sans', 'Meiryo', 'Noto Sans CJK JP', 'Noto Sans JP', system-ui, sans-serif";
const THEMES: Record<'light' | 'dark' | 'contrast', Theme> = {
  light: { ...teamsLightTheme, fontFamilyBase: FONTS },
  dark: { ...teamsDarkTheme, fontFamilyBase: FONTS },
  contrast: { ...teamsHighContrastTheme, fontFamilyBase: FONTS },
};

const AGAIN_MS = 1500;

/** Tries until it succeeds: a tenant that is being started answers soon. Returns how to stop. */
function untilDone(work: () => Promise<void>): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => {
    work().catch(() => {
      if (!stopped) timer = setTimeout(run, AGAIN_MS);
    });
  };
  run();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** The whole page: first the choice of person, then that person's Teams and SharePoint. */
export function App() {
  const { theme, language, words } = usePreferences();
  const [token, setToken] = useState(() => sessionStorage.getItem('token') ?? '');
  const [choices, setChoices] = useState<Choices>();
  const [me, setMe] = useState<Me>();
  const api = useMemo(() => createApi(token, () => document.documentElement.lang || 'ja'), [token]);

  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }, [theme]);
  useEffect(
    () =>
      untilDone(async () => {
        const given = await createApi('', () => language).get<Choices>('/people/users');
        offerPeople(given.users);
        setChoices(given);
      }),
    [language],
  );
  useEffect(() => {
    if (!token) return undefined;
    return untilDone(async () => {
      try {
        setMe(await api.get<Me>('/people/me'));
      } catch (error) {
        if (!(error instanceof ApiError) || error.status === 0) throw error;
        // A token of yesterday's tenant: choose anew.
        sessionStorage.removeItem('token');
        setToken('');
      }
    });
  }, [api, token]);
  useEffect(() => {
    document.title = me ? `${me.user.name} - ${words.product}` : words.product;
  }, [me, words]);

  const enter = useCallback(
    (userId: string): void => {
      createApi('', () => language)
        .send<{ token: string }>('POST', '/people/session', { userId })
        .then((session) => {
          sessionStorage.setItem('token', session.token);
          setMe(undefined);
          setToken(session.token);
        })
        .catch(() => undefined);
    },
    [language],
  );
  // A tab opened for one person: /?person=…
  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get('person');
    if (!wanted) return;
    history.replaceState(null, '', location.pathname + location.hash);
    enter(wanted);
  }, [enter]);
  const leave = (): void => {
    void api.send('DELETE', '/people/session').catch(() => undefined);
    sessionStorage.removeItem('token');
    setToken('');
    setMe(undefined);
  };

  return (
    <FluentProvider theme={THEMES[theme]} style={{ height: '100%' }}>
      {!token && choices && <ChoosePerson choices={choices} choose={enter} />}
      {token && me && choices && (
        <LiveProvider key={me.user.id} api={api} me={me}>
          <Shell choices={choices} choose={enter} leave={leave} />
        </LiveProvider>
      )}
      {((!token && !choices) || (token && !me)) && (
        <Spinner label={words.loading} style={{ height: '100%' }} />
      )}
      {/* Below the heads, where nothing is pressed; the send button stays free. */}
      <Toaster toasterId={TOASTER} position="top-end" offset={{ vertical: 108, horizontal: 16 }} limit={4} />
    </FluentProvider>
  );
}
