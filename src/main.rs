//! The page will be built for wasm32 only.

fn main() {}
