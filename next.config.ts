import type { NextConfig } from 'next';

const config: NextConfig = {
  // for a container image; a plain `npm start` serves .next as it is
  output: process.env.STANDALONE ? 'standalone' : undefined,
  poweredByHeader: false,
  agentRules: false,
  images: { unoptimized: true },
  devIndicators: false,
  // native code, and a library that finds its own files
  serverExternalPackages: ['@node-rs/argon2', 'better-auth'],
};
export default config;
