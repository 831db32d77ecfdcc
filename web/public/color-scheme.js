// Runs before the first paint, so that a dark page never flashes white. A file of its own, because the
// content security policy forbids inline scripts.
{
  const stored = localStorage.getItem('breakeven-color-scheme') ?? 'auto';
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = stored === 'auto' ? (prefersDark ? 'dark' : 'light') : stored;
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
}
