import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource/noto-sans-jp/400.css';
import '@fontsource/noto-sans-jp/600.css';
import './page.css';
import { App } from './app.tsx';
import { PreferencesProvider } from './preferences.tsx';

// The server allows only styles that carry the nonce of this very page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });
const root = document.getElementById('root');

if (root) {
  createRoot(root).render(
    <StrictMode>
      <RendererProvider renderer={renderer} targetDocument={document}>
        <PreferencesProvider>
          <App />
        </PreferencesProvider>
      </RendererProvider>
    </StrictMode>,
  );
}
