'use client';
import dynamic from 'next/dynamic';

/** What stands where a page would, for who may not see it. Loaded when it is needed: every page could need it. */
export const SignInInstead = dynamic(() => import('./sign-in').then(({ SignIn }) => SignIn));
export const NoWorkspaceInstead = dynamic(() =>
  import('./no-workspace').then(({ NoWorkspace }) => NoWorkspace),
);
export const DatabaseDownInstead = dynamic(() =>
  import('../shell/database-down').then(({ DatabaseDown }) => DatabaseDown),
);
