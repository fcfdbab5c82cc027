import {
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme,
} from '@fluentui/react-components';
import { FONTS } from './font.ts';
import type { ThemeName } from './host.ts';

const themed = (theme: Theme): Theme => ({ ...theme, fontFamilyBase: FONTS.join(', ') });

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: themed(teamsLightTheme),
  dark: themed(teamsDarkTheme),
  contrast: themed(teamsHighContrastTheme),
};
