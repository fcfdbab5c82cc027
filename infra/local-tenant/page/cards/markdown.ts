import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

/** The part of Markdown that Teams draws in cards: no headings, tables, images or HTML. */
const cardMarkdown = new MarkdownIt({ html: false, breaks: true, linkify: false }).disable([
  'heading',
  'lheading',
  'table',
  'image',
  'hr',
  'code',
  'fence',
  'blockquote',
]);
const messageMarkdown = new MarkdownIt({ html: false, breaks: true, linkify: true }).disable([
  'image',
  'table',
]);

const ALLOWED = {
  ALLOWED_TAGS: [
    'p',
    'br',
    'strong',
    'em',
    'b',
    'i',
    'u',
    's',
    'ul',
    'ol',
    'li',
    'a',
    'code',
    'pre',
    'span',
    'blockquote',
  ],
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
};

/** HTML of a card's text; `<at>name</at>` becomes a mention. */
export function cardHtml(text: string): string {
  return withMentions(clean(cardMarkdown.render(text)), new Set());
}

/** HTML of a message by its format; nothing of it comes through but the tags above. */
export function messageHtml(text: string, format: 'plain' | 'markdown' | 'xml', mine: Set<string>): string {
  if (format === 'xml')
    return withMentions(clean(text.replace(/<(\/?)at>/g, '&lt;$1at&gt;').replace(/\n/g, '<br>')), mine);
  if (format === 'markdown') return withMentions(clean(messageMarkdown.render(text)), mine);
  return withMentions(escapeHtml(text).replace(/\n/g, '<br>'), mine);
}

function clean(html: string): string {
  const fragment = DOMPurify.sanitize(html, { ...ALLOWED, RETURN_DOM_FRAGMENT: true });
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  const holder = document.createElement('div');
  holder.append(fragment);
  return holder.innerHTML;
}

/** Runs on HTML that is clean already: the name between the marks is escaped text. */
function withMentions(html: string, mine: Set<string>): string {
  return html.replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, (_whole, name: string) => {
    const own = mine.has(name) ? ' mention-me' : '';
    return `<span class="mention${own}">${name}</span>`;
  });
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
