// @ts-check
// Names the parts of the app that load later, as wasm-split lays them out. `cargo xtask build` replaces this module
// with one that has the published names and hashes.

/** The deferred views (src/deferred.rs). */
export const DEFERRED = { url: new URL('./deferred.wasm', import.meta.url), integrity: '' };

/** The importer (src/import/importer.rs). */
export const IMPORTER = { url: new URL('./importer.wasm', import.meta.url), integrity: '' };

/** The importer's reader of programs (src/import/importer.rs). */
export const PROGRAMS = { url: new URL('./programs.wasm', import.meta.url), integrity: '' };
