// The element <element-instance-form>. Importing the module registers it, in a browser only.

/** The request as it would be sent now, told at every change of it. */
export interface RequestChanged {
  method: 'POST';
  url: string;
  /** The body, byte for byte, but for the secrets: eight bullets stand for each. */
  body: string;
}

/** An instance was created. */
export interface InstanceCreated {
  id: string;
  /** A secret: whoever has it acts for the instance. */
  token: string;
  /** The API's whole answer. */
  instance: Record<string, unknown>;
}

/** The request was sent, and no instance came of it that is known. */
export interface InstanceFailed {
  /**
   * `refused`: the API said no. `unreadable`: the answer was not the API's. `timed-out`: none came in time.
   * `unreachable`: the browser could not send, or may not read the answer.
   */
  kind: 'refused' | 'unreadable' | 'not-sent' | 'offline' | 'unreachable' | 'redirected' | 'cut-off' | 'timed-out' | 'cancelled';
  /** The HTTP status, where an answer came. */
  status: number | null;
  /** What names the request to the vendor's support. */
  requestId: string | null;
  /** What happened and what to do, as the form itself says it, in the language that it speaks. */
  message: string;
}

/**
 * The element's own events. They bubble, and leave shadow trees, while the element is in the page; out of it only the
 * listeners on the element itself are called.
 */
export interface ElementInstanceFormEventMap {
  'request-changed': CustomEvent<RequestChanged>;
  'instance-created': CustomEvent<InstanceCreated>;
  'instance-failed': CustomEvent<InstanceFailed>;
}

/**
 * A form that creates an element instance. Each property is the attribute of the same name, and is blank where there
 * is none; `null` takes it away. What it is set to may be any object that has a text of its own, such as a URL. There
 * is none for a secret, on purpose.
 */
export class ElementInstanceForm extends HTMLElement {
  /** The key of the element: `woocommercerest` or `bigcommerce`. */
  get element(): string;
  set element(value: string | null);
  /** The API's base URL. */
  get host(): string;
  set host(value: string | URL | null);
  /** The name of the instance. */
  get name(): string;
  set name(value: string | null);
  /** The address of the store. */
  get storeUrl(): string;
  set storeUrl(value: string | URL | null);
  /** Where notifications go. */
  get callbackUrl(): string;
  set callbackUrl(value: string | URL | null);
  /** The tags, with commas between. */
  get tags(): string;
  set tags(value: string | readonly string[] | null);
  /** `off`, `polling` or `webhook`. */
  get events(): string;
  set events(value: 'off' | 'polling' | 'webhook' | null);
  /** How often to poll, in minutes. */
  get refreshInterval(): string;
  set refreshInterval(value: string | number | null);
  /** What to poll, as JSON; an object is written as JSON. */
  get pollingConfiguration(): string;
  set pollingConfiguration(value: string | object | null);
  /** `auto`, `light` or `dark`. */
  get theme(): string;
  set theme(value: 'auto' | 'light' | 'dark' | null);
  /**
   * The language to speak, `en` or `de`, unless somebody chose another one in the form; without it the browser's. All
   * forms of a page speak one language.
   */
  lang: string;

  addEventListener<K extends keyof ElementInstanceFormEventMap>(
    type: K,
    listener: (this: ElementInstanceForm, event: ElementInstanceFormEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ElementInstanceFormEventMap>(
    type: K,
    listener: (this: ElementInstanceForm, event: ElementInstanceFormEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'element-instance-form': ElementInstanceForm;
  }
}
