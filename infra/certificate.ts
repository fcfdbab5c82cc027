import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generate } from 'selfsigned';

/** A certificate authority for this data folder alone, and a certificate for localhost: what SDKs ask for over https. */

export type Certificate = { readonly authority: string; readonly certificate: string; readonly key: string };

const YEARS = 10;

export const prepareCertificate = async (folder: string, now: Date): Promise<Certificate> => {
  const files = {
    authority: path.join(folder, 'authority.pem'),
    certificate: path.join(folder, 'localhost.pem'),
    key: path.join(folder, 'localhost.key'),
  };
  if (Object.values(files).every((file) => existsSync(file))) return files;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const notAfterDate = new Date(now);
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  const common = {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - 86_400_000),
    notAfterDate,
  } as const;
  const authority = await generate([{ name: 'commonName', value: 'CIO desk local authority' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const localhost = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  await writeFile(files.authority, authority.cert);
  await writeFile(files.certificate, localhost.cert);
  await writeFile(files.key, localhost.private, { mode: 0o600 });
  return files;
};
