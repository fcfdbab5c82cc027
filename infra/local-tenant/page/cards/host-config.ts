import { HostConfig } from 'adaptivecards';
import type { ThemeName } from '../preferences.tsx';

type Palette = {
  text: string;
  subtle: string;
  dark: string;
  light: string;
  accent: string;
  good: string;
  warning: string;
  attention: string;
  emphasis: string;
  accentBack: string;
  goodBack: string;
  warningBack: string;
  attentionBack: string;
  line: string;
};

/** Colours near Teams' own, each at least 4.5 : 1 on the grounds it can stand on. */
const PALETTES: Record<ThemeName, Palette> = {
  light: {
    text: '#242424',
    subtle: '#616161',
    dark: '#242424',
    light: '#616161',
    accent: '#4f52b2',
    good: '#0e700e',
    warning: '#8a3707',
    attention: '#b10e1c',
    emphasis: '#f0f0f0',
    accentBack: '#e8ebfa',
    goodBack: '#e7f2da',
    warningBack: '#fdf3d7',
    attentionBack: '#fde7e9',
    line: '#e0e0e0',
  },
  dark: {
    text: '#ffffff',
    subtle: '#c7c7c7',
    dark: '#ffffff',
    light: '#c7c7c7',
    accent: '#aab1fa',
    good: '#92d36e',
    warning: '#fcd116',
    attention: '#f9a0a6',
    emphasis: '#3d3d3d',
    accentBack: '#383966',
    goodBack: '#13371a',
    warningBack: '#463100',
    attentionBack: '#511a1d',
    line: '#525252',
  },
  contrast: {
    text: '#ffffff',
    subtle: '#ffffff',
    dark: '#ffffff',
    light: '#ffffff',
    accent: '#ffff00',
    good: '#3ff23f',
    warning: '#ffff00',
    attention: '#ff9a9a',
    emphasis: '#1a1a1a',
    accentBack: '#000000',
    goodBack: '#000000',
    warningBack: '#000000',
    attentionBack: '#000000',
    line: '#ffffff',
  },
};

export function hostConfigFor(theme: ThemeName): HostConfig {
  const palette = PALETTES[theme];
  const shade = (colour: string, subtle = colour): object => ({
    default: colour,
    subtle,
    highlightColors: { default: palette.warningBack, subtle: palette.warningBack },
  });
  const foregroundColors = {
    default: shade(palette.text, palette.subtle),
    dark: shade(palette.dark, palette.subtle),
    light: shade(palette.light, palette.subtle),
    accent: shade(palette.accent),
    good: shade(palette.good),
    warning: shade(palette.warning),
    attention: shade(palette.attention),
  };
  const container = (backgroundColor: string): object => ({
    backgroundColor,
    borderColor: palette.line,
    borderThickness: theme === 'contrast' ? 1 : 0,
    foregroundColors,
  });
  return new HostConfig({
    hostCapabilities: {},
    supportsInteractivity: true,
    fontTypes: {
      default: {
        fontFamily: 'var(--fontFamilyBase)',
        fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
        fontWeights: { lighter: 400, default: 400, bolder: 600 },
      },
      monospace: {
        fontFamily: 'var(--fontFamilyMonospace)',
        fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
        fontWeights: { lighter: 400, default: 400, bolder: 600 },
      },
    },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: {
      default: container('transparent'),
      emphasis: container(palette.emphasis),
      accent: container(palette.accentBack),
      good: container(palette.goodBack),
      warning: container(palette.warningBack),
      attention: container(palette.attentionBack),
    },
    textStyles: {
      heading: { fontType: 'default', size: 'large', weight: 'bolder', color: 'default', isSubtle: false },
      columnHeader: {
        fontType: 'default',
        size: 'default',
        weight: 'bolder',
        color: 'default',
        isSubtle: false,
      },
    },
    textBlock: { headingLevel: 3 },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      preExpandSingleShowCardAction: false,
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { weight: 'bolder', size: 'default', color: 'default', wrap: true, maxWidth: 150 },
      value: { weight: 'default', size: 'default', color: 'default', wrap: true },
      spacing: 16,
    },
    imageSet: { imageSize: 'medium', maxImageHeight: 100 },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', color: 'default', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder', color: 'default' },
      },
      errorMessage: { size: 'small', color: 'attention', weight: 'default', spacing: 'small' },
      debounceTimeInMilliSeconds: 0,
    },
    table: { cellSpacing: 8 },
  });
}
