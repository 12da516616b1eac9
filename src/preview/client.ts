/**
 * Runs in the browser, in every page that the preview serves: it is sent there as text, so it uses nothing from
 * outside itself. `served` names the state of the page as it was served, `style` is that of what lies over it.
 */
export function follow(served: string, style: string): void {
  let page = served;
  let shown = '';
  let source: EventSource | undefined;
  let renewing = Promise.resolve();
  const host = document.createElement('aside');
  host.setAttribute('aria-label', 'Preview');
  const root = host.attachShadow({ mode: 'open' });
  document.body.append(host);

  const show = (problems: string): void => {
    if (shown === problems) return;
    shown = problems;
    root.innerHTML = `<style>${style}</style>${problems}`;
    // What is reached with the keyboard is scrolled to where nothing lies over it.
    const height = problems === '' ? 0 : (root.lastElementChild?.getBoundingClientRect().height ?? 0);
    document.documentElement.style.scrollPaddingBottom = `${height}px`;
  };
  /** Takes in the new page; where only its text differs the reader stays where he is, and fonts need no new reading. */
  const renew = async (wanted: string): Promise<void> => {
    if (wanted === page) return;
    if (location.pathname.endsWith('.pdf')) location.reload();
    const response = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    const next = response.headers.get('preview-page');
    if (next === null || fresh.head.innerHTML !== document.head.innerHTML) location.reload();
    else {
      const focused = document.activeElement;
      const [key] = ['id', 'href'].filter((name) => focused?.hasAttribute(name));
      document.body.replaceWith(document.adoptNode(fresh.body));
      document.body.append(host);
      // Who reads with the keyboard stays where they are, too.
      if (key && focused) {
        const same = `[${key}=${CSS.escape(focused.getAttribute(key) ?? '')}]`;
        document.querySelector<HTMLElement>(`${focused.localName}${same}`)?.focus({ preventScroll: true });
      }
      page = next;
    }
  };
  const listen = (): void => {
    source?.close();
    source = new EventSource(`/_preview/events?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const state = JSON.parse(data) as { page: string; problems: string };
      show(state.problems);
      // One after the other, so that the newest stays; one that fails is told of again on the next connection.
      renewing = renewing.then(() => renew(state.page)).catch(() => undefined);
    });
    // The browser tries again by itself, unless what it reached was no preview; so does this.
    source.addEventListener('error', () => {
      show('<p role="status">The preview does not answer: this page may be out of date.</p>');
      if (source?.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    });
  };
  // A browser keeps few connections to one host, so only pages that are looked at hold one.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) source?.close();
    else listen();
  });
  listen();
}
