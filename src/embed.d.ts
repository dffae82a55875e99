// The element <element-instance-form>. Importing the module registers it, in browsers only.
// `cargo xtask api` generates this file from src/custom_element/api.json.

/** The request changed. Each secret in the body is `••••••••`. */
export interface RequestChanged {
  /** The HTTP method. */
  method: 'POST';
  /** The URL of the request. */
  url: string;
  /** The body as it would be sent, with `••••••••` in the place of each secret. */
  body: string;
}

/** The API created the instance. The token is a secret. */
export interface InstanceCreated {
  /** The instance's ID. */
  id: string;
  /** The instance's token: a secret that gives access to the instance. */
  token: string;
  /** The whole response. */
  instance: Record<string, unknown>;
}

/** The request failed, or its outcome is unknown. */
export interface InstanceFailed {
  /**
   * The kind of failure. `refused`: the API rejected the request. `unreadable`: the response is not the API's.
   * `unreachable`: the browser could not send the request, or may not read the response. `timed-out`: no response
   * arrived in time.
   */
  kind: 'refused' | 'unreadable' | 'not-sent' | 'offline' | 'unreachable' | 'redirected' | 'cut-off' | 'timed-out' | 'cancelled';
  /** The HTTP status of the response. */
  status: number | null;
  /** The ID of the request for the vendor's support. */
  requestId: string | null;
  /** The form's message, in the form's language. */
  message: string;
}

/**
 * The events of the element. While the element is in the page, they bubble and cross shadow roots; otherwise they reach
 * only listeners on the element itself.
 */
export interface ElementInstanceFormEventMap {
  'request-changed': CustomEvent<RequestChanged>;
  'instance-created': CustomEvent<InstanceCreated>;
  'instance-failed': CustomEvent<InstanceFailed>;
}

/**
 * A form that creates an element instance and generates the cURL command that does the same.
 *
 * Each property has the value of its attribute, or an empty string without the attribute; `null` removes the attribute.
 * A property accepts any object that converts to text, such as a `URL`. No property sets a secret.
 */
export class ElementInstanceForm extends HTMLElement {
  /** The element's key: `woocommercerest` or `bigcommerce`. */
  get element(): string;
  set element(value: string | null);
  /** The API's base URL. */
  get host(): string;
  set host(value: string | URL | null);
  /** The instance's name. */
  get name(): string;
  set name(value: string | null);
  /** The store's URL. */
  get storeUrl(): string;
  set storeUrl(value: string | URL | null);
  /** The URL that receives notifications. */
  get callbackUrl(): string;
  set callbackUrl(value: string | URL | null);
  /** Tags separated by commas. The property also accepts an array. */
  get tags(): string;
  set tags(value: string | readonly string[] | null);
  /** `off`, `polling` or `webhook`. */
  get events(): string;
  set events(value: 'off' | 'polling' | 'webhook' | null);
  /** The minutes between two polls. */
  get refreshInterval(): string;
  set refreshInterval(value: string | number | null);
  /** The polling configuration as JSON. The property also accepts an object. */
  get pollingConfiguration(): string;
  set pollingConfiguration(value: string | object | null);
  /** `auto` (the system's setting), `light` or `dark`. */
  get theme(): string;
  set theme(value: 'auto' | 'light' | 'dark' | null);
  /**
   * `en` or `de`. Without it, the form uses the browser's language. The user's own choice takes precedence, and all
   * forms of a page use one language.
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
