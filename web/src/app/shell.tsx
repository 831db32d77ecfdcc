import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Suspense } from 'react';
import { Link, NavLink, Outlet, useLocation, useSearchParams } from 'react-router';
import { Wordmark } from '../components/wordmark.tsx';
import { SampleBanner } from '../features/first-event/sample-banner.tsx';
import { parseReportState, writeReportState } from '../reports/report-state.ts';
import { PageSkeleton } from './page-skeleton.tsx';
import classes from './shell.module.css';
import { ShortcutsHelp } from './shortcuts-help.tsx';
import { UserMenu } from './user-menu.tsx';

const PAGES = [
  { path: '/', label: 'Overview' },
  { path: '/safety', label: 'Safety' },
];

/** What surrounds every page: the way between pages, which keeps the filters, and what is mine. */
export function Shell() {
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const [helpOpened, help] = useDisclosure(false);
  const toggleScheme = () => setColorScheme(scheme === 'dark' ? 'light' : 'dark');
  useHotkeys([
    ['d', toggleScheme],
    ['shift+?', help.open],
    ['?', help.open],
  ]);
  const search = writeReportState(parseReportState(params), new URLSearchParams()).toString();
  return (
    <>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <header className={classes.header}>
        <div className={classes.inner}>
          <Link to="/" className={classes.home} aria-label="Breakeven, Overview">
            <Wordmark />
          </Link>
          <nav className={classes.nav} aria-label="Pages">
            {PAGES.map(({ path, label }) => (
              <NavLink key={path} to={{ pathname: path, search }} end className={classes.link}>
                {label}
              </NavLink>
            ))}
          </nav>
          <UserMenu scheme={scheme} onToggleScheme={toggleScheme} onHelp={help.open} />
        </div>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <SampleBanner />
        <Suspense key={pathname} fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <ShortcutsHelp opened={helpOpened} onClose={help.close} />
    </>
  );
}
