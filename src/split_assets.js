// @ts-check
// Names the parts of the app that load later, as wasm-split lays them out. `cargo xtask build` replaces this module
// with one that has the published names and hashes.

/** The deferred views (src/deferred/mod.rs). */
export const DEFERRED = { url: new URL('./deferred.wasm', import.meta.url), integrity: '' };

/** The fields of events (src/deferred/events.rs). */
export const EVENTS = { url: new URL('./events.wasm', import.meta.url), integrity: '' };

/** What happens after a click on Create Instance (src/deferred/submission.rs). */
export const SUBMISSION = { url: new URL('./submission.wasm', import.meta.url), integrity: '' };

/** The importer (src/import/importer.rs). */
export const IMPORTER = { url: new URL('./importer.wasm', import.meta.url), integrity: '' };

/** The importer's reader of commands, JSON and HTTP requests (src/import/importer.rs). */
export const TEXTS = { url: new URL('./texts.wasm', import.meta.url), integrity: '' };

/** The importer's reader of programs (src/import/importer.rs). */
export const PROGRAMS = { url: new URL('./programs.wasm', import.meta.url), integrity: '' };
