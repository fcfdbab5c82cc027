/** Bodies as Outlook keeps them: HTML as a whole page, made from plain text where that was given. Pure. */

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

export function asPage(contentType: string, content: string): string {
  if (contentType.toLowerCase() === 'text') {
    const lines = escaped(content).replace(/\r?\n/g, '<br>\r\n');
    return page(`<div class="PlainText">${lines}</div>`);
  }
  return /<html[\s>]/i.test(content) ? content : page(content);
}

export function page(inner: string): string {
  return `<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>${inner}</body></html>`;
}

/** What a reader without HTML gets; a link stands in pointed brackets behind its words. */
export function asText(html: string): string {
  return html
    .replace(/<(head|script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/\r?\n/g, '')
    .replace(/<a\b[^>]*\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, '$2 &lt;$1&gt;')
    .replace(/<(br|\/p|\/div|\/li|\/tr|\/h\d)[^>]*>/gi, '\r\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
}

export function preview(html: string): string {
  return asText(html).slice(0, 255);
}
