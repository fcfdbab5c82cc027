/** Fonts that Windows and macOS have for Japanese; ours is fetched only where none of them is. */

const OWN = ["'Segoe UI'", "'Hiragino Sans'", "'Yu Gothic UI'", 'Meiryo', "'Noto Sans CJK JP'"] as const;
export const FONTS = [...OWN, "'Noto Sans JP'", 'sans-serif'] as const;

const SAMPLE = 'mmmmmmmmWWWWlli';

export const bringFont = (): void => {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return;
  const width = (font: string): number => {
    context.font = `32px ${font}`;
    return context.measureText(SAMPLE).width;
  };
  // A font that is missing leaves the width of what stands behind it.
  const plain = width('monospace');
  if (OWN.slice(1).some((font) => width(`${font}, monospace`) !== plain)) return;
  void import('./own-font.ts');
};
