/** Elements that run, fetch or lead away by being there. Data cannot make one, because it is escaped; a template can. */
const active = /^(?:script|iframe|frame|object|embed|applet|base|link|form|portal|video|audio)$/;
/** Attributes that fetch what they name. */
const fetching = /^(?:src|srcset|poster|background|data|ping)$/;
/** What stands in the page itself. */
const inside = /^(?:data:|#)/i;
/** Addresses that a link may have: the web, a letter, a telephone, or a place in the output folder. */
const harmless = /^(?:https?:|mailto:|tel:|#|[\w.~/-]*(?:[?#]|$))/i;
/** In a style sheet and in a style attribute. */
const styled = /@import[^;]{0,200}|url\(\s*(?!["']?(?:data:|#))[^)]{0,200}/i;

const tags = /<([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/gi;
const attributes = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** True for an attribute by which an element reaches outside the page, or runs something. */
function leads(element: string, name: string, value: string): boolean {
  if (name.startsWith('on')) return true;
  if (name === 'http-equiv') return value.toLowerCase().includes('refresh');
  if (name === 'style') return styled.test(value);
  if (fetching.test(name)) return !inside.test(value);
  if (name !== 'href' && name !== 'xlink:href') return false;
  return !(element === 'a' ? harmless : inside).test(value);
}

/** The first piece of a page by which it would reach for something outside itself or run something, if it has one. */
export function reachOf(html: string): string | undefined {
  for (const [tag, element = '', rest = ''] of html.matchAll(tags)) {
    if (active.test(element.toLowerCase())) return tag;
    for (const [, name = '', ...values] of rest.matchAll(attributes)) {
      const value = values.find((one) => typeof one === 'string') ?? '';
      if (leads(element.toLowerCase(), name.toLowerCase(), value.trim())) return tag;
    }
  }
  for (const [, css = ''] of html.matchAll(/<style[^>]*>(.*?)<\/style/gis)) {
    const found = styled.exec(css);
    if (found) return found[0];
  }
  return undefined;
}
