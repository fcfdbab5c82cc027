import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { extensionOf, putFile, safeFileName, SMALL_FILE } from '../../../bot/graph/files.ts';
import type { Graph, GraphRequest } from '../../../bot/graph/graph-client.ts';
import { anyText } from '../../shared/kernel/arbitrary-records.ts';

/** Names that SharePoint takes. Source: Microsoft, "Restrictions and limitations in OneDrive and SharePoint". */

describe('a file’s name', () => {
  test.each([
    ['見積書（令和8年度）.xlsx', '見積書（令和8年度）.xlsx'],
    ['..\\..\\windows\\system32\\x.txt', 'x.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\報告.docx', '報告.docx'],
    ['/absolute/x.pdf', 'x.pdf'],
    ['a"b*c:d<e>f?g|h#i%j.txt', 'a_b_c_d_e_f_g_h_i_j.txt'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1.docx', '_com1.docx'],
    ['lpt9', '_lpt9'],
    ['  .hidden.txt', 'hidden.txt'],
    ['~$temp.docx', '$temp.docx'],
    ['x.docx.', 'x.docx'],
    ['x.docx ', 'x.docx'],
    ['_vti_bin.txt', '_bin.txt'],
    ['invoice\u202Efdp.exe', 'invoice_fdp.exe'],
    ['x\u0000.pdf', 'x_.pdf'],
    ['', 'file'],
    ['...', 'file'],
    ['/', 'file'],
  ])('%s becomes %s', (typed, safe) => {
    expect(safeFileName(typed)).toBe(safe);
  });

  test('a decomposed name is composed, so that it is found again', () => {
    expect(safeFileName('か\u3099いよう.pdf')).toBe('がいよう.pdf');
  });

  test('whatever it was, it stays in its folder, is short enough and keeps its kind', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText(), fc.string({ unit: 'binary' }), fc.constant('長'.repeat(400))),
        (typed) => {
          const safe = safeFileName(`${typed}x.docx`);
          expect(safe).not.toBe('');
          expect(safe).not.toMatch(/["*:<>?/\\|#%\p{Cc}]/u);
          expect(safe).not.toMatch(/^[\s.~]|[\s.]$/);
          expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
          expect(safe.isWellFormed()).toBe(true);
          expect(Array.from(safe).length).toBeLessThanOrEqual(116);
          expect(extensionOf(safe)).toBe('docx');
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['x.PDF', 'pdf'],
    ['x.tar.gz', 'gz'],
    ['x', ''],
    ['.pdf', ''],
    ['x.', ''],
    ['x.pdf.exe', 'exe'],
  ])('the kind of %s is %s', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });
});

describe('a file into its library', () => {
  const graphThat = (answer: (request: GraphRequest) => unknown): { graph: Graph; asked: GraphRequest[] } => {
    const asked: GraphRequest[] = [];
    const call = (<T>(request: GraphRequest) => {
      asked.push(request);
      return Promise.resolve(answer(request) as T);
    }) as Graph['call'];
    const never = () => {
      throw new Error('not asked for');
    };
    return { graph: { call, batch: never, pages: never }, asked };
  };

  test('goes in one request up to four megabytes, and replaces itself', async () => {
    const { graph, asked } = graphThat(() => ({ id: '1', webUrl: 'u' }));
    await putFile(graph, '/drives/d', 'R8-相-0001', '見積 1.xlsx', Buffer.alloc(SMALL_FILE), () => 0);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PUT /drives/d/root:/${encodeURIComponent('R8-相-0001')}/${encodeURIComponent('見積 1.xlsx')}:/content`,
    ]);
  });

  test('a larger one is sent through an upload session that replaces it', async () => {
    const { graph, asked } = graphThat(() => ({ uploadUrl: 'https://127.0.0.1:1/upload' }));
    await expect(
      putFile(graph, '/drives/d', 'R8-相-0001', 'x.pdf', Buffer.alloc(SMALL_FILE + 1), () => 0),
    ).rejects.toMatchObject({ status: 0, passing: true });
    expect(asked).toMatchObject([
      {
        method: 'POST',
        path: expect.stringMatching(/createUploadSession$/),
        body: { item: { '@microsoft.graph.conflictBehavior': 'replace' } },
      },
    ]);
  });
});
