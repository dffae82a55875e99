// Registers <element-instance-form>; README.md describes its attributes and events. This is the one file that
// other pages name. All that it loads has a hash in its name and is held to a hash here, both written in by
// the build (xtask/src/site/finish.rs); as it stands it loads what the inner loop makes.

const GLUE = { url: new URL('./element-instance-form.js', import.meta.url), integrity: '' };
const PROGRAM = { url: new URL('./element-instance-form_bg.wasm', import.meta.url), integrity: '' };
// What is said in each language. English is in the program too: another language is looked up by it.
const WORDS = {
  en: { url: new URL('./en.txt', import.meta.url), integrity: '' },
  de: { url: new URL('./de.txt', import.meta.url), integrity: '' },
};
const STYLE = { url: new URL('./style/style.css', import.meta.url), integrity: '' };

// The element first: others are about its fields.
const ATTRIBUTES = [
  'element', 'host', 'name', 'store-url', 'callback-url', 'tags', 'events', 'refresh-interval', 'polling-configuration',
  'theme',
];

// Where a browser remembers which language was chosen.
const LANGUAGE = 'element-instance-form.language';

const create = (tag, properties) => Object.assign(document.createElement(tag), properties);

const load = ({ url, integrity, isLate }) => {
  const ask = (cache) => fetch(url, { integrity, cache });
  // What the browser has kept may be what is not right, and it may still wait for what does not come.
  const answer = (isLate ? ask('reload') : ask('default').catch(() => ask('reload'))).then((answer) => {
    if (!answer.ok) throw new Error(`${url} is missing`);
    return answer;
  });
  // Told where it is awaited.
  answer.catch(() => {});
  return answer;
};

// How long a part that comes later is waited for, in milliseconds.
const LIMIT = 30_000;
// What does not come in time may still come; who asks again is not kept waiting by it.
const inTime = (file, part) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      file.isLate = true;
      reject(new Error(`${file.url} does not come`));
    }, LIMIT);
  });
  return Promise.race([part, late]).finally(() => clearTimeout(timer));
};

// A module that is imported is held to no hash, but one that is loaded ahead is; and what is imported then is
// that one, since a document has one module an address.
const check = async ({ url, integrity }) => {
  const link = create('link', { rel: 'modulepreload', href: url, integrity, crossOrigin: 'anonymous' });
  // A browser that does not know this would never say that it is loaded.
  if (!integrity || !link.relList.supports('modulepreload')) return;
  // Our own page says so from the start.
  const own = [...document.querySelectorAll('link[rel=modulepreload]')].find(({ href }) => href === link.href);
  if (own?.integrity === integrity) return;
  try {
    await new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => reject(new Error(`${url} is missing or was altered`));
      document.head.append(link);
    });
  } finally {
    link.remove();
  }
};

// An address that failed fails for as long as the document stays, and the browser may have kept what is not right:
// a second try takes another address.
const loadModule = async (module, first) => {
  try {
    await check(module);
    return await first();
  } catch (error) {
    // Where a bundler has put it, there is one address.
    if (!module.integrity) throw error;
    const url = new URL(module.url);
    url.search = Date.now();
    await check({ ...module, url });
    return import(/* @vite-ignore */ url.href);
  }
};

let program;
const start = () => program ??= (async () => {
  if (typeof WebAssembly !== 'object') throw new Error('there is no WebAssembly');
  const wasm = load(PROGRAM);
  const glue = await loadModule(GLUE, () => import('./element-instance-form.js'));
  await glue.default({ module_or_path: wasm });
  return glue;
})().catch((error) => {
  // Who asks again, tries again.
  program = undefined;
  throw error;
});

// The elements that stand in the page.
const forms = new Set();

// The language that all forms of the page speak: one that somebody chose, that a form asks for, the first of them
// first, or that the browser prefers.
let chosen;
try {
  chosen = localStorage.getItem(LANGUAGE);
} catch {
  // A frame without an origin remembers nothing.
}
const known = (tag) => Object.keys(WORDS).find((language) => language === tag?.toLowerCase().split('-')[0]);
const wanted = () =>
  [chosen, ...Array.from(forms, ({ lang }) => lang), ...navigator.languages].map(known).find(Boolean) ?? 'en';

const linesOf = (file) => file.lines ??= inTime(file, (async () => {
  const text = await (await load(file)).text();
  return text.match(/(?<=^\w+ = ).*/gm);
})()).catch((error) => {
  file.lines = undefined;
  throw error;
});

let spoken = 'en';
// What is said in English and, on the line behind it, in the language that is spoken; nothing for English.
let words = '';
// Whether those of the language that is wanted are missing.
let areMissing = false;
// Speaks the language that is wanted, and returns whether it could. Where another one is wanted by the time that the
// words are there, that is another call's to do. What breaks is not caught: the program is not to be relied on then.
const speak = async () => {
  const language = wanted();
  let english = [], other;
  try {
    if (language !== 'en') [english, other] = await Promise.all([WORDS.en, WORDS[language]].map(linesOf));
  } catch (error) {
    if (language !== wanted()) return true;
    console.error(error);
    areMissing = true;
    for (const form of forms) form.speak(spoken);
    start().then((glue) => glue.speak(spoken, words, areMissing)).catch(() => {});
    return false;
  }
  if (language !== wanted()) return true;
  words = english.map((said, index) => `${said}\n${other[index]}`).sort().join('\n');
  // Where the program does not come, that is told elsewhere.
  const glue = await start().catch(() => {});
  if (!glue || language !== wanted()) return true;
  if (language !== spoken || areMissing) {
    spoken = language;
    areMissing = false;
    glue.speak(spoken, words, areMissing);
  }
  for (const form of forms) form.speak(language);
  return true;
};

// What this file says itself.
const say = (english) => {
  const lines = words.split('\n');
  const at = lines.indexOf(english);
  return at < 0 ? english : lines[at + 1];
};

// A length that all of the form's sizes are multiples of (style/tokens.css). The first one to say so is heard.
const measure = ({ CSS }) => {
  try {
    CSS.registerProperty({ name: '--instance-form-rem', syntax: '<length>', inherits: true, initialValue: '16px' });
  } catch {
    // Then it is a length already, or the browser is one that cannot be told.
  }
};

// The style, one for all forms. A page that has it already, as ours has, does not load it once more. It is no link
// and no element, since the strictest policies take no style that is written in place, and a link is late.
const ownStyle = () => [...document.querySelectorAll('link[rel=stylesheet]')]
  .find(({ href, integrity }) => href === STYLE.url.href && integrity === STYLE.integrity);
let css, styling;
const textOf = ({ cssRules }) =>
  Array.from(cssRules, (rule) => rule.styleSheet ? textOf(rule.styleSheet) : rule.cssText).join('\n');
const style = () => styling ??= (async () => {
  const own = ownStyle();
  // Altered or missing it has no sheet, on its way neither: which of the two it is, shows when all is loaded.
  // In the inner loop it imports others, which come later still.
  const isWhole = own?.sheet && !own.sheet.cssRules[0]?.href;
  if (own && !isWhole && document.readyState !== 'complete') {
    await new Promise((next) => {
      own.onload = next;
      addEventListener('load', next);
    });
  }
  // For an answer that was an error a browser gives the link a sheet without rules.
  css = own?.sheet && textOf(own.sheet) || await (await load(STYLE)).text();
  const sheet = sheetFor(document);
  // What stands in the page itself needs it too, if its link has none.
  if (own && !own.sheet?.cssRules.length) document.adoptedStyleSheets.push(sheet);
})().catch((error) => {
  styling = undefined;
  throw error;
});
// A constructed sheet serves only the document whose window constructed it.
const sheets = new WeakMap();
const sheetFor = (target) => {
  if (!sheets.has(target)) {
    const sheet = new target.defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(target, sheet);
  }
  return sheets.get(target);
};
// Applies the style to a shadow root, if it is loaded. A document without a window shows nothing.
const applyStyle = (root) => {
  if (!css || !root.ownerDocument.defaultView) return;
  // The standalone page has a rem of its own; each other window has to know the length.
  if (!root.host.hasAttribute('standalone')) measure(root.ownerDocument.defaultView);
  root.adoptedStyleSheets = [sheetFor(root.ownerDocument)];
};

// What follows the # of the address, where the form is the whole page. It may be a secret, so that it leaves the address
// before anything else is loaded: the program says later what it makes of it. Letters alone are no link.
const links = [];
const takeLink = () => {
  const { hash, pathname, search } = location;
  if (/^#?[a-z-]{0,24}$/i.test(hash) || !document.querySelector('element-instance-form[standalone]')) return;
  links.push(hash.slice(1));
  try {
    history.replaceState(null, '', pathname + search);
  } catch {
    location.replace('#');
  }
  for (const form of forms) form.followLinks();
};
takeLink();
addEventListener('hashchange', takeLink);

// Where the program breaks, what it holds can be relied on no more: no form does anything from then on but show what is
// in it. What the browser says of it goes to its console, and has nothing in it that was typed.
let isBroken = false;
const stop = ({ error, reason }) => {
  const trap = error ?? reason;
  const isOurs = [GLUE, PROGRAM].some(({ url }) => String(trap?.stack).includes(url.href));
  if (!(trap instanceof WebAssembly.RuntimeError) || !isOurs) return;
  isBroken = true;
  for (const form of forms) form.stop();
};
if (typeof WebAssembly === 'object') for (const event of ['error', 'unhandledrejection']) addEventListener(event, stop);

// Whoever is in `focused` stays there, also where `change` makes it anew in `root` under the same id.
const keepFocus = (root, focused, change) => {
  const { selectionStart, selectionEnd } = focused || {};
  change();
  const own = !focused || focused.isConnected ? focused : root.getElementById(focused.id);
  if (!own) return;
  own.focus({ preventScroll: true });
  if (selectionStart != null) own.setSelectionRange(selectionStart, selectionEnd);
};

// The fields, by their ids, in whose place something else stands in the request of an untouched form.
const PLACEHOLDERS = {
  '<USER_SECRET>': 'user-secret', '<ORGANIZATION_SECRET>': 'organization-secret', '<WEB_STORE_URL>': 'element-0',
  '<CONSUMER_KEY>': 'element-1', '<CONSUMER_SECRET>': 'element-2', '<INSTANCE_NAME>': 'name',
};
// What stands in JSON, in a header and between a shell's single quotes as it is, and makes no large body: printable
// ASCII without "',\\.
const PLAIN = /^[ !#-&(-+\--[\]-~]{1,999}$/;

// What may be a key or password in a URL, also one that is still being typed, which the program covers.
const SECRET_IN_URL = /:\/\/[^/]*(@|:\d*[^\d/?#])|[?&#;][^=&]*(key|secret|token|oauth|pass|sign|auth|cred|code)[^=&]*=|c[ks]_[\da-f]/i;

// A page can have the form's HTML in the element from the start (ours has), and that can be typed into before the
// program is there. What was typed, chosen and pressed until then goes over to the program, by the ids and the
// order that both have in common.
class Before {
  constructor(host) {
    this.host = host;
    this.pressed = [];
    this.isComposing = false;
    // When a pointer or a key went down on a control, in milliseconds; what it does comes when it goes up.
    this.down = 0;
    this.listeners = new AbortController();
    const on = (event, then) => host.addEventListener(event, then, this.listeners);
    on('submit', (event) => event.preventDefault());
    for (const event of ['input', 'change']) on(event, () => this.follow());
    on('click', ({ target }) => {
      const index = [...host.querySelectorAll('button')].indexOf(target.closest('button'));
      if (index < 0) return;
      this.pressed.push(index);
      this.follow();
    });
    on('compositionstart', () => { this.isComposing = true; });
    on('compositionend', () => { this.isComposing = false; });
    on('pointerdown', () => { this.down = Date.now(); });
    on('keydown', ({ target }) => { if (target.matches('button, select, [type=checkbox]')) this.down = Date.now(); });
    for (const event of ['pointerup', 'pointercancel', 'keyup']) on(event, () => { this.down = 0; });
    // Before this file was there.
    if (this.typed().length > 0) this.follow();
  }

  // What somebody has typed or chosen.
  typed() {
    return [...this.host.querySelectorAll('[id]:is(input, select, textarea)')].filter((control) =>
      control.type === 'checkbox' ? control.checked !== control.defaultChecked
        : control.selectedIndex === undefined ? control.value !== control.defaultValue : control.selectedIndex > 0);
  }

  // Shows in the command and in the body what is typed. Nothing is made here, that is the program's: what can stand
  // there as it is takes the place of its placeholder, and all else waits.
  follow() {
    const { host } = this;
    const control = (id) => host.querySelector(`#${id}`);
    const [request, hosts] = [host.querySelector('.request'), control('api-host')];
    if (!request || !hosts?.[0]) return;
    // With anything else it is a request that only the program can make.
    const known = [...Object.values(PLACEHOLDERS), ...hosts.value === 'other' ? [] : ['api-host']];
    const waits = this.hasFailed || this.pressed.length > 0 || this.typed().some(({ id }) => !known.includes(id))
      || ATTRIBUTES.some((name) => host.hasAttribute(name));
    // The style leaves out what nobody has changed (style/controls.css).
    if (!waits) request.style.contentVisibility = 'visible';
    // In the body secrets are elements of their own, which the program covers.
    this.texts ??= [...host.querySelectorAll('code')].flatMap(({ childNodes }) => [...childNodes])
      .filter((node) => node.data).map((node) => [node, node.data]);
    for (const [node, blank] of this.texts) {
      node.data = waits ? blank : blank.replace(hosts[0].value, hosts.value).replace(/<[A-Z_]+>/g, (placeholder) => {
        const { id, value } = control(PLACEHOLDERS[placeholder]) ?? { value: '' };
        if (!PLAIN.test(value) || !value.trim() || id === 'element-0' && SECRET_IN_URL.test(value)) return placeholder;
        return placeholder.includes('SECRET') ? '••••••••' : id === 'name' ? value : value.trim();
      });
    }
  }

  // The program does not come.
  fail() {
    this.hasFailed = true;
    this.follow();
  }

  // Replacing a field ends what an input method is composing in it, and a click on it that has only begun; but what
  // goes up elsewhere is not told.
  async settled() {
    const isHeld = () => this.isComposing || Date.now() - this.down < 1000;
    while (isHeld()) await new Promise((next) => { setTimeout(next, 20); });
  }

  // Lets `mount` put the program's form into the root that `attach` gives, and gives it what this one was told. Returns
  // whether somebody has turned to it.
  takeOver(attach, mount) {
    const { host, pressed } = this;
    this.listeners.abort();
    // With the root this form is gone from the page, which may then have nothing to scroll until the program's is there.
    const { scrollX, scrollY } = window;
    const focused = host.contains(document.activeElement) && document.activeElement;
    const typed = this.typed();
    const root = attach();
    keepFocus(root, focused, () => {
      host.replaceChildren();
      root.replaceChildren();
      mount(root);
      for (const control of typed) {
        const own = root.getElementById(control.id);
        if (own?.type === 'checkbox') {
          own.click();
        } else if (own) {
          own.value = control.value;
          own.dispatchEvent(new Event(own.localName === 'select' ? 'change' : 'input', { bubbles: true }));
        }
      }
    });
    if (scrollX || scrollY) scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
    const buttons = root.querySelectorAll('button');
    pressed.forEach((index) => buttons[index]?.click());
    return focused || pressed.length > 0;
  }
}

// How long the words of a language are waited for, in milliseconds: everything is said anew when they come later.
const PATIENCE = 2000;

class ElementInstanceForm extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, 'lang'];

  #form;
  #before;
  #isStopped = false;
  #broken;
  // Keeps the requests of the element while it is out of the page.
  #detachedForm;

  async connectedCallback() {
    if (this.#form || this.#isStopped) return this.#restoreAfterMove();
    forms.add(this);
    // Told where they are awaited.
    start().catch(() => {});
    if (!ownStyle()) style().catch(() => {});
    const said = new Promise((next) => {
      speak().then(next);
      setTimeout(next, PATIENCE);
    });
    // What the page has in the element may still be on its way.
    if (document.readyState === 'loading') {
      await new Promise((next) => { document.addEventListener('DOMContentLoaded', next, { once: true }); });
    }
    for (const name of Object.keys(PROPERTIES)) {
      // Set before this file was there.
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    // One, also where the element is moved before the program is there.
    this.#before ??= new Before(this);
    if (!this.firstElementChild && !this.#root.firstChild) {
      this.#root.append(create('p', { role: 'status', textContent: 'Loading the form…' }));
    }
    try {
      const glue = await start();
      await said;
      // Not before: the browser would lay out twice what is in the element.
      await style();
      await this.#before?.settled();
      if (!this.isConnected || this.#form || this.#isStopped) return;
      if (isBroken) return this.stop();
      const wasUsed = this.#before.takeOver(() => this.#root, (root) => {
        applyStyle(root);
        this.#detachedForm ??= new glue.Mounted();
        this.#detachedForm.mount(root);
        [this.#form, this.#detachedForm] = [this.#detachedForm];
        for (const name of ATTRIBUTES) {
          if (this.hasAttribute(name)) this.#form.attribute(name, this.getAttribute(name));
        }
        this.#form.recall();
        this.followLinks();
      });
      this.#before = undefined;
      // What comes later comes as soon as somebody turns to the form.
      const prepare = () => this.#form?.prepare();
      if (wasUsed) prepare();
      else for (const event of ['focusin', 'pointerover']) this.#root.addEventListener(event, prepare, { once: true });
    } catch (error) {
      console.error(error);
      // What breaks in one form breaks in all.
      if (typeof WebAssembly === 'object') stop({ error });
      if (this.#isStopped) return;
      // What is told may be told in another language.
      await said;
      this.#alarm(typeof WebAssembly === 'object' ? [
        'The form could not start: a file is missing, was changed in transit, or is blocked on this page.',
        'Your entries are still in the fields. Copy what you need, then reload.',
      ] : [
        'This form needs WebAssembly, which is disabled or missing in this browser.',
        'Lockdown Mode (iPhone, iPad, Mac) disables it. Allow this website in its settings, then reload the page.',
        ...this.firstElementChild ? ['Below is the documented cURL command. Fill in your values by hand.'] : [],
      ]);
    }
  }

  disconnectedCallback() {
    // Not when it is only moved.
    queueMicrotask(() => {
      if (this.isConnected) return;
      // Its requests outlive it, where it has sent any.
      if (this.#form?.unmount()) this.#detachedForm = this.#form;
      else this.#form?.free();
      this.#form = undefined;
      forms.delete(this);
      speak();
    });
  }

  attributeChangedCallback(name, _, value) {
    if (name === 'lang') {
      if (forms.has(this)) speak();
    } else if (this.#form) {
      keepFocus(this.#root, this.#root.activeElement, () => this.#form.attribute(name, value ?? ''));
    }
  }

  // Adoption into another document drops the style, and removal from any makes a dialog non-modal.
  #restoreAfterMove() {
    applyStyle(this.#root);
    for (const dialog of this.#root.querySelectorAll('dialog[open]:not(:modal)')) {
      // Its method close() would fire an event, at which the form empties the dialog.
      dialog.open = false;
      dialog.showModal();
    }
  }

  get #root() {
    return this.shadowRoot ?? this.attachShadow({ mode: 'open' });
  }

  // Tells it above what the form shows.
  #alarm(sentences) {
    this.querySelector('.starting')?.remove();
    // What is half filled in is of no use.
    this.#before?.fail();
    const root = this.#root;
    // What was told before: that the form is being loaded, or of an earlier failure.
    [...root.children].find((child) => child.hasAttribute('role'))?.remove();
    if (!root.firstChild && this.firstChild) root.append(document.createElement('slot'));
    const textContent = sentences.map(say).join(' ');
    root.prepend(create('p', { className: 'failure', role: 'alert', textContent }));
    // It may be the style that is missing.
    style().then(() => applyStyle(root), () => {});
  }

  // Shows which language is spoken, whatever was chosen.
  speak(language) {
    if (this.#form) this.#root.querySelector('#language').value = language;
    if (this.hasAttribute('standalone')) document.documentElement.lang = language;
  }

  // Gives the program what links brought.
  followLinks() {
    if (this.#form && this.hasAttribute('standalone')) for (const link of links.splice(0)) this.#form.link(link);
  }

  // Lets nothing that is done to the form reach its program, which is broken.
  stop() {
    if (this.#isStopped) return;
    this.#isStopped = true;
    // What nobody refers to is freed, and takes its fields with it.
    this.#broken = this.#form;
    this.#form = undefined;
    const swallow = (event) => {
      event.stopImmediatePropagation();
      if (event.type === 'submit') event.preventDefault();
    };
    for (const event of ['click', 'submit', 'input', 'change', 'keydown', 'pointerdown', 'close', 'toggle']) {
      this.#root.addEventListener(event, swallow, true);
    }
    this.#alarm([
      'The form stopped because of an error. Nothing else will be sent.',
      'Your entries are still in the fields. Copy what you need, then reload.',
      'If a request was in progress, check your instances before you send it again.',
    ]);
  }

  // Takes a name for this form alone, among all pages of this origin: a function that gives it back, or nothing where
  // another has it. It goes back by itself when the page goes.
  claim(name) {
    return new Promise((resolve) => {
      const free = () => resolve(() => {});
      const taken = (lock) => lock ? new Promise((release) => resolve(release)) : resolve();
      // A page that did not come over https, or stands in a frame without an origin, has none of this.
      if (navigator.locks) navigator.locks.request(name, { ifAvailable: true }, taken).catch(free);
      else free();
    });
  }

  // Somebody chose that language.
  async choose(language) {
    const before = chosen;
    chosen = language;
    const isSpoken = await speak();
    if (chosen !== language) return;
    if (!isSpoken) {
      chosen = before;
      return;
    }
    try {
      localStorage.setItem(LANGUAGE, language);
    } catch {
      // Then it is chosen for as long as the page is there.
    }
  }
}

// Converts a property to its attribute: an object with a text of its own, such as a URL, to that text, another to JSON.
const attributeValue = (value) => {
  if (typeof value !== 'object') return value;
  const text = typeof value.toString === 'function' ? String(value) : '[object ';
  return text.includes('[object ') ? JSON.stringify(value) : text;
};

// Each attribute is a property too: `store-url` is `storeUrl`.
const PROPERTIES = Object.fromEntries(ATTRIBUTES.map((attribute) =>
  [attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(attribute) ?? '';
    },
    set(value) {
      if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, attributeValue(value));
    },
  }]));
Object.defineProperties(ElementInstanceForm.prototype, PROPERTIES);

if (!customElements.get('element-instance-form')) customElements.define('element-instance-form', ElementInstanceForm);

export { ElementInstanceForm };
