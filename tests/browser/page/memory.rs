//! The memory of the page.

use serde_json::json;

use super::Page;

/// The memory use at one time.
#[derive(Debug)]
pub struct MemoryUse {
    /// Nodes of all documents.
    pub nodes: f64,
    /// Event listeners.
    pub listeners: f64,
    /// The heap of scripts, in bytes.
    pub heap: f64,
    /// The program's memory, in bytes.
    pub program: f64,
}

impl Page {
    /// Returns the size of the program's memory in bytes, after a garbage collection.
    pub async fn program_memory(&self) -> f64 {
        self.collect_garbage().await;
        let memory = "const glue = performance.getEntriesByType('resource').map(({ name }) => name) \
                        .find((name) => /\\/app-[0-9a-f]+\\.js$/.test(name)); \
                      return import(glue).then((glue) => glue.initSync().memory.buffer.byteLength)";
        self.run(memory).await.as_f64().unwrap()
    }

    pub async fn memory_use(&self) -> MemoryUse {
        self.devtools("Performance.enable", json!({})).await;
        let program = self.program_memory().await;
        let heap = self.devtools("Runtime.getHeapUsage", json!({})).await["usedSize"].as_f64().unwrap();
        let metrics = self.devtools("Performance.getMetrics", json!({})).await["metrics"].clone();
        let metric = |name: &str| {
            let metrics = metrics.as_array().unwrap();
            metrics.iter().find(|metric| metric["name"] == name).unwrap()["value"].as_f64().unwrap()
        };
        MemoryUse { nodes: metric("Nodes"), listeners: metric("JSEventListeners"), heap, program }
    }

    /// Types this many characters into each text field, with a pause in which drafts are stored. Returns the number
    /// of fields.
    pub async fn type_in_every_field(&self, characters: u32) -> u64 {
        let script = "const fields = [...root.querySelectorAll('input[type=text], input[type=password], textarea')]; \
             const type = (count) => { \
                 for (let index = 0; index < count; index++) for (const field of fields) { \
                     field.value = field.value.slice(0, 20) + index % 10; \
                     field.dispatchEvent(new Event('input', { bubbles: true })); \
                 } \
                 return new Promise((next) => setTimeout(next, 400)); \
             }; \
             return type(arguments[0]).then(() => type(1)).then(() => fields.length)";
        self.in_form(script, vec![characters.into()]).await.as_u64().unwrap()
    }

    /// Adds and removes this many elements, and uses each.
    pub async fn add_and_remove_elements(&self, count: u32) {
        self.client.execute(include_str!("element_cycle.js"), vec![count.into()]).await.unwrap();
    }
}
