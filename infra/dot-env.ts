import { existsSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join(import.meta.dirname, '..', '.env');

/** The settings of the real tenant from .env, where there is one; what the environment says already stays. */
export const loadDotEnv = (): void => {
  if (existsSync(FILE)) process.loadEnvFile(FILE);
};
