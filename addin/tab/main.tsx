import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme,
} from '@fluentui/react-components';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource/noto-sans-jp/400.css';
import '@fontsource/noto-sans-jp/600.css';
import './tab.css';
import { hereOf, HereProvider } from './here.tsx';
import { enterHost, type Host, type ThemeName } from './host.ts';
import { WORDS } from './words.ts';
import { YearPage } from './year-page.tsx';

const FONTS = "'Segoe UI', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans JP', sans-serif";
const themed = (theme: Theme): Theme => ({ ...theme, fontFamilyBase: FONTS });
const THEMES: Readonly<Record<ThemeName, Theme>> = {
  default: themed(teamsLightTheme),
  dark: themed(teamsDarkTheme),
  contrast: themed(teamsHighContrastTheme),
};

function Tab({ host }: { host: Host }) {
  const [theme, setTheme] = useState(host.theme);
  useEffect(() => host.onTheme(setTheme), [host]);
  useEffect(() => {
    document.documentElement.lang = host.language;
    document.title = WORDS[host.language].title;
    document.body.style.backgroundColor = THEMES[theme].colorNeutralBackground1;
  }, [host.language, theme]);
  return (
    <FluentProvider theme={THEMES[theme]}>
      <HereProvider value={hereOf(host)}>
        <YearPage />
      </HereProvider>
    </FluentProvider>
  );
}

/** Opened outside Teams nobody is signed in: that is all it says. */
function Outside() {
  const language = /^ja\b/i.test(navigator.language) ? 'ja' : 'en';
  return (
    <FluentProvider theme={THEMES.default}>
      <p style={{ padding: 16 }}>{WORDS[language].outside}</p>
    </FluentProvider>
  );
}

// The server allows only styles that carry the nonce of this very page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
const place = document.getElementById('root');

if (place) {
  const root = createRoot(place);
  const show = (what: React.ReactNode): void =>
    root.render(
      <StrictMode>
        <RendererProvider renderer={renderer} targetDocument={document}>
          {what}
        </RendererProvider>
      </StrictMode>,
    );
  enterHost().then(
    (host) => {
      show(<Tab host={host} />);
      host.shown();
    },
    () => show(<Outside />),
  );
}
