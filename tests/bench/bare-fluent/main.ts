import { Button, FluentProvider, teamsLightTheme } from '@fluentui/react-components';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** The least page of the ecosystem that the pane is measured against: a theme and a button. */
const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    createElement(FluentProvider, { theme: teamsLightTheme }, createElement(Button, {}, '開く')),
  );
