import { describe, expect, test } from '@jest/globals';
import { bodyWith } from '../../../bot/graph/calendar.ts';

describe('the body of an event', () => {
  const blob =
    '<div class="me-email-text">Microsoft Teams 会議 <a href="https://join.example/1">参加</a></div>';
  const page = (inner: string): string => `<html><head></head><body>${inner}</body></html>`;

  test('takes our part before what is there: the link to the meeting stays', () => {
    const body = bodyWith(page(blob), '次第\n1　報告');
    expect(body).toContain(blob);
    expect(body.indexOf('次第')).toBeLessThan(body.indexOf('me-email-text'));
  });

  test('replaces our part alone, however often, and keeps what people wrote around it', () => {
    const first = bodyWith(page(`<p>持ち物あり</p>${blob}`), '次第\n古い議題');
    const second = bodyWith(first, '次第\n新しい議題');
    expect(second).not.toContain('古い議題');
    expect(second).toContain('新しい議題');
    expect(second).toContain('<p>持ち物あり</p>');
    expect(second.split('新しい議題').length).toBe(2);
    expect(bodyWith(second, '次第\n新しい議題')).toBe(second);
  });

  test('what people typed is text in it', () => {
    expect(bodyWith(page(''), '<script>alert(1)</script> & "x"')).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;',
    );
  });
});
