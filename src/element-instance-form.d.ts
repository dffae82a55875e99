// Types of the script that wasm-bindgen generates, as far as the scripts use it: src/custom_element/handle.rs has the other side.

/** Starts the app. */
export default function init(options: { module_or_path: Promise<Response> }): Promise<unknown>;

/** Returns the exports of the started app. */
export function initSync(): WebAssembly.Exports & { __indirect_function_table: WebAssembly.Table };

/** Shows a language in all forms. */
export function setLanguage(locale: string, translations: string, isUnavailable: boolean): void;

/** The app's form of an element. */
export class FormHandle {
  free(): void;
  mount(root: ShadowRoot): void;
  /** Removes the form. Returns whether its requests outlive it. */
  unmount(): boolean;
  attribute(name: string, value: string): void;
  /** Restores the draft of this tab. */
  recall(): void;
  /** Applies the fragment of a shared link. */
  link(fragment: string): void;
  /** Loads the deferred part. */
  prepare(): void;
}
