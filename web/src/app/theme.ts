import {
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
} from '@mantine/core';

const slate: MantineColorsTuple = [
  '#eceef0',
  '#c6cbd1',
  '#a6adb5',
  '#7d858e',
  '#3a4148',
  '#272c31',
  '#1d2125',
  '#16191c',
  '#111316',
  '#0c0e10',
];

const ink: MantineColorsTuple = [
  '#f5f5f2',
  '#e4e3dd',
  '#cfcec6',
  '#a6a8aa',
  '#7d8085',
  '#5a5f68',
  '#41454d',
  '#2b2f36',
  '#17191d',
  '#0c0e10',
];

/** The interface itself has no colour: orange, blue, green, purple and vermilion belong to the numbers. */
export const theme = createTheme({
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  colors: { dark: slate, ink },
  primaryColor: 'ink',
  primaryShade: 8,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  components: {
    // A filled control is dark on light and light on dark, so its text has to turn with it.
    Button: Button.extend({
      vars: (_theme, { variant = 'filled', color }) => ({
        root: variant === 'filled' && color === undefined ? { '--button-color': 'var(--ink-text)' } : {},
      }),
    }),
    Checkbox: Checkbox.extend({ vars: () => ({ root: { '--checkbox-icon-color': 'var(--ink-text)' } }) }),
  },
});

export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--page)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-soft)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-sunken)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--text)',
    '--mantine-color-error': 'var(--text-bad)',
    '--mantine-primary-color-filled': 'var(--ink)',
    '--mantine-primary-color-filled-hover': 'color-mix(in srgb, var(--ink) 88%, var(--page))',
    '--mantine-primary-color-contrast': 'var(--ink-text)',
    '--mantine-color-ink-filled': 'var(--ink)',
    '--mantine-color-ink-filled-hover': 'color-mix(in srgb, var(--ink) 88%, var(--page))',
  };
  return { variables: {}, light: shared, dark: shared };
};
